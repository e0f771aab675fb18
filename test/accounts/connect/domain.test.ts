import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDomain } from '../../../src/accounts/connect/domain.ts';
import { character } from '../../support/character.ts';
import { runs } from '../../support/thoroughness.ts';

describe('a Lucca address', () => {
  it.each([
    ['acme.ilucca.net', 'acme.ilucca.net'],
    ['https://acme.ilucca.net', 'acme.ilucca.net'],
    ['http://acme.ilucca.net/', 'acme.ilucca.net'],
    ['acme.ilucca.net/home', 'acme.ilucca.net'],
    ['https://acme.ilucca.net/identity/login?returnUrl=%2Fhome#top', 'acme.ilucca.net'],
    ['https://acme.ilucca.net/@someone:8080', 'acme.ilucca.net'],
    [' ACME.ilucca.net ', 'acme.ilucca.net'],
    ['\tHTTPS://Acme.ILUCCA.ch\r\n', 'acme.ilucca.ch'],
    ['acme.ilucca-test.net', 'acme.ilucca-test.net'],
    ['acme.ilucca-demo.ch', 'acme.ilucca-demo.ch'],
    ['acme-blue.sandbox.eu1.luccasoftware.com', 'acme-blue.sandbox.eu1.luccasoftware.com'],
    ['acme-blue.sandbox.ch1.luccasoftware.com', 'acme-blue.sandbox.ch1.luccasoftware.com'],
    ['7.ilucca.net', '7.ilucca.net'],
    [`${'a'.repeat(63)}.ilucca.net`, `${'a'.repeat(63)}.ilucca.net`],
  ])('is found in %j', (text, host) => {
    expect(parseDomain(text)).toEqual({ host });
  });

  it.each([
    ['', 'EMPTY'],
    [' \n', 'EMPTY'],
    ['acme', 'LABEL_ONLY'],
    ['https://acme/', 'LABEL_ONLY'],
    ['acme。ilucca。net', 'NOT_ASCII'],
    ['аcme.ilucca.net', 'NOT_ASCII'],
    ['acme\u00ad.ilucca.net', 'NOT_ASCII'],
    ['acme.ilucca.net\u200b', 'NOT_ASCII'],
    ['\u00a0acme.ilucca.net', 'NOT_ASCII'],
    ['acme.ilucca.net\u0000', 'NOT_ASCII'],
    ['acme.ilu\ncca.net', 'NOT_ASCII'],
    ['acme.ilucca.net:443', 'WITH_PORT'],
    ['acme.ilucca.net:', 'OTHER_DOMAIN'],
    ['acme.ilucca.net@evil.com', 'WITH_USER'],
    ['https://user:password@acme.ilucca.net', 'WITH_USER'],
    ['-acme.ilucca.net', 'INVALID_LABEL'],
    ['acme-.ilucca.net', 'INVALID_LABEL'],
    ['xn--acm-epa.ilucca.net', 'INVALID_LABEL'],
    ['www.acme.ilucca.net', 'INVALID_LABEL'],
    ['acme_france.ilucca.net', 'INVALID_LABEL'],
    ['.ilucca.net', 'INVALID_LABEL'],
    [`${'a'.repeat(64)}.ilucca.net`, 'INVALID_LABEL'],
    ['evil.com', 'OTHER_DOMAIN'],
    ['ilucca.net', 'OTHER_DOMAIN'],
    ['acme.ilucca.net.', 'WITH_DOT_AT_END'],
    ['https://acme.ilucca.net./home', 'WITH_DOT_AT_END'],
    ['example.com.', 'OTHER_DOMAIN'],
    ['acme.ilucca.com', 'OTHER_DOMAIN'],
    ['acme.ilucca.net.evil.com', 'OTHER_DOMAIN'],
    ['evil.com#.ilucca.net', 'OTHER_DOMAIN'],
    ['evil.com/.ilucca.net', 'OTHER_DOMAIN'],
    ['evil.com\\.ilucca.net', 'INVALID_LABEL'],
    ['acme.ilucca.net\\@evil.com', 'WITH_USER'],
    ['acme.ilucca%2enet', 'OTHER_DOMAIN'],
    ['acme.sandbox.eu3.luccasoftware.com', 'OTHER_DOMAIN'],
    ['acme.luccasoftware.com', 'OTHER_DOMAIN'],
    ['http://169.254.169.254/', 'OTHER_DOMAIN'],
    ['127.0.0.1', 'OTHER_DOMAIN'],
    ['[::1]', 'OTHER_DOMAIN'],
    ['ftp://acme.ilucca.net', 'OTHER_DOMAIN'],
    ['//acme.ilucca.net', 'OTHER_DOMAIN'],
    ['https://https://acme.ilucca.net', 'OTHER_DOMAIN'],
    ['acme .ilucca.net', 'INVALID_LABEL'],
  ])('is not found in %j: %s', (text, problem) => {
    expect(parseDomain(text)).toEqual({ problem });
  });

  it('is never found in a text that is longer than any address', () => {
    expect(parseDomain(`acme.ilucca.net/${'a'.repeat(3_000)}`)).toEqual({ problem: 'OTHER_DOMAIN' });
  });

  const pieces = fc.constantFrom(
    ...['acme', 'evil.com', '.ilucca.net', '.ilucca.ch', '.sandbox.eu1.luccasoftware.com', 'https://', 'http:', '//'],
    ...['@', ':', '/', '\\', '#', '?', '%2e', '%00', '.', '-', 'xn--', ' ', '\t', '\n', '\u0000', '[', ']', '0x7f'],
    ...['。', '．', 'ⓔ', 'а', '\u00ad', '\u200b', '\u00a0', 'ſ', 'K', 'İ'],
  );
  const hostile = fc
    .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ maxLength: 3, unit: character })), { maxLength: 8 })
    .map((parts) => parts.join(''));

  it('yields a host that every URL parser reads as the same host, whatever was pasted', () => {
    const seen = { accepted: 0 };
    fc.assert(
      fc.property(
        fc.oneof(
          hostile,
          fc.tuple(hostile, fc.constant('acme.ilucca.net'), hostile).map((p) => p.join('')),
        ),
        (text) => {
          const parsed = parseDomain(text);
          if ('problem' in parsed) return;
          seen.accepted += 1;
          const url = new URL(`https://${parsed.host}`);
          expect(url.href).toBe(`https://${parsed.host}/`);
          expect(parsed.host).toMatch(/^[a-z0-9-]+\.(ilucca\.net|ilucca\.ch|sandbox\.eu1\.luccasoftware\.com)$/);
        },
      ),
      { numRuns: runs(20_000, 2_000) },
    );
    expect(seen.accepted).toBeGreaterThan(runs(100, 5));
  });

  it('yields a host of ASCII characters only', () => {
    const foreign = fc
      .string({ minLength: 1, maxLength: 1, unit: 'grapheme' })
      .filter((text) => /\P{ASCII}/u.test(text));
    fc.assert(
      fc.property(fc.nat(22), foreign, (at, character) => {
        const address = 'https://acme.ilucca.net';
        const text = address.slice(0, at) + character + address.slice(at);
        expect(parseDomain(text)).toEqual({ problem: 'NOT_ASCII' });
      }),
      { numRuns: runs(5_000) },
    );
  });
});
