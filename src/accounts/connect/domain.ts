// Not a URL parser: it would turn full-width dots, soft hyphens and other alphabets into hosts that the user did not enter.
const label = '(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const suffix = '(?:ilucca|ilucca-test|ilucca-demo)\\.(?:net|ch)|sandbox\\.(?:eu1|eu2|ch1)\\.luccasoftware\\.com';
const address = new RegExp(`^(?:https?://)?(${label}\\.(?:${suffix}))(?:[/?#].*)?$`);

const ascii = /^[\x20-\x7e]*$/;
const edgeBlanks = /^[ \t\r\n]+|[ \t\r\n]+$/g;
const longestText = 2_048;

/** What is wrong with a text that is not a Lucca address. */
export type DomainProblem =
  | 'EMPTY'
  | 'NOT_ASCII'
  | 'LABEL_ONLY'
  | 'WITH_USER'
  | 'WITH_PORT'
  | 'WITH_DOT_AT_END'
  | 'INVALID_LABEL'
  | 'OTHER_DOMAIN';

/** Finds the canonical Lucca host in a pasted text such as `https://Acme.ilucca.net/home`. */
export function parseDomain(text: string): { host: string } | { problem: DomainProblem } {
  if (text.length > longestText) return { problem: 'OTHER_DOMAIN' };
  const trimmed = text.replace(edgeBlanks, '');
  if (trimmed === '') return { problem: 'EMPTY' };
  if (!ascii.test(trimmed)) return { problem: 'NOT_ASCII' };
  const folded = trimmed.toLowerCase();
  const host = address.exec(folded)?.[1];
  return host === undefined ? { problem: problemOf(folded) } : { host };
}

function problemOf(folded: string): DomainProblem {
  const authority = folded.replace(/^https?:\/\//, '').replace(/[/?#].*$/, '');
  if (authority.includes('@')) return 'WITH_USER';
  if (/:\d+$/.test(authority)) return 'WITH_PORT';
  if (/^[a-z0-9-]+$/.test(authority)) return 'LABEL_ONLY';
  if (new RegExp(`\\.(?:${suffix})\\.+$`).test(authority)) return 'WITH_DOT_AT_END';
  if (new RegExp(`\\.(?:${suffix})$`).test(authority)) return 'INVALID_LABEL';
  return 'OTHER_DOMAIN';
}
