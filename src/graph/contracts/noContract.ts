import { mayBeIncomplete } from '../../cache/rows.ts';
import { mapValue } from '../../loaders/promiseOrValue.ts';
import type { Explain } from '../dataGaps/explain.ts';
import { gap, skippedRow } from '../dataGaps/gap.ts';
import type { EmployeeParent } from '../parents.ts';

/** Returns why a person has no contract on a day: the message gives the periods of the person's contracts. */
export const noContractOn: Explain<EmployeeParent> = ({ id }, { args, context, usual }) =>
  mapValue(context.connection().loaders.contracts.many(id), (contracts) => {
    if (mayBeIncomplete(contracts)) return skippedRow;
    const asOf = typeof args.asOf === 'string' ? args.asOf : context.today;
    const first = contracts.map(({ startsOn }) => startsOn).toSorted()[0];
    if (first === undefined) return usual();
    const isOpen = contracts.some(({ endsOn }) => endsOn === null);
    const last = isOpen
      ? null
      : contracts
          .map(({ endsOn }) => endsOn ?? '')
          .toSorted()
          .at(-1);
    const span = last === null ? `since ${first}` : `from ${first} to ${last}`;
    return gap(
      'NOT_SET_IN_LUCCA',
      `Lucca returns no contract on ${asOf} for this person, whose contracts are ${span}.`,
    );
  });
