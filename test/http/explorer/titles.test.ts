import { describe, expect, it } from 'vitest';
import { titlesOf } from '../../../src/http/pages/explorer/answer/titles.ts';

const titles = (...paths: string[]) => titlesOf(paths.map((path) => path.split('.')));

describe('the titles of columns', () => {
  it('are the words of the last name that says what a value is', () => {
    const paths = [
      'displayName',
      'position.jobTitle',
      'department.name',
      'pay.annualBaseFullTime.money.amount',
      'luccaId',
    ];
    expect(titles(...paths)).toEqual(['Display name', 'Job title', 'Department', 'Annual base full time', 'Lucca ID']);
  });

  it('say what a value is of where its name is a single word', () => {
    expect(titles('department.head.displayName', 'position.qualification.rank')).toEqual([
      'Department head',
      'Qualification rank',
    ]);
  });

  it('are different, however much paths have in common', () => {
    expect(
      titles('contract.startsOn', 'position.startsOn', 'level.value', 'level.text', 'jobTitle', 'job_title'),
    ).toEqual([
      'Contract starts on',
      'Position starts on',
      'Level value',
      'Level text',
      'Job title (jobTitle)',
      'Job title (job_title)',
    ]);
  });
});
