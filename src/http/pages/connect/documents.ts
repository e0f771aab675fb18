import type { Language } from './language.ts';

export { documents } from '../../connectDocuments.ts';

/** A text in both languages, so that the page can switch its language without another request. */
type InBoth<Name extends string, Value> = Record<`${Name}${Language}`, Value>;

/** A right of the setup guide, in one language. */
export type Right = {
  permission: string;
  requirement: 'REQUIRED' | 'EXPECTED' | 'RECOMMENDED' | 'IF_MODULE';
  label: string;
  luccaPath: string[];
  reason: string;
};

/** The setup guide, in one language. */
export type Guide = Record<'prerequisites' | 'installSteps' | 'createSteps' | 'grantSteps' | 'pasteSteps', string[]> & {
  permissions: Right[];
};

/** The check of one right. */
export type Check = Pick<Right, 'permission' | 'requirement'> & {
  verdict: 'GRANTED' | 'MISSING' | 'PARTIAL' | 'INCONCLUSIVE' | 'NOT_APPLICABLE';
  evidence: { rowsSeen: number | null; rowsFilled: number | null } | null;
} & InBoth<'note' | 'remedy', string | null>;

/** A past check of the key's rights. */
export type PastCheck = {
  at: string;
  cause: 'CONNECTED' | 'KEY_REPLACED' | 'REQUESTED' | 'AUTOMATIC';
  outcome: 'COMPLETED' | 'KEY_REJECTED' | 'UNREACHABLE';
} & Record<'missing' | 'gained' | 'lost', string[]>;

/** The connected account. */
export type Account = {
  domain: string;
  status: 'CONNECTED' | 'CONNECTED_WITH_GAPS' | 'KEY_REJECTED' | 'UNREACHABLE';
  connectedAt: string;
  checkedAt: string | null;
  modules: {
    code: 'CORE_HR' | 'PAGGA_REMUNERATION';
    availability: 'AVAILABLE' | 'NOT_INSTALLED' | 'NO_PERMISSION' | 'UNKNOWN';
  }[];
  checks: Check[];
  checkHistory: PastCheck[];
};

/** Why an attempt was refused. */
export type Problem = {
  kind: 'ConnectProblem';
  code: string;
  field: 'DOMAIN' | 'API_KEY' | null;
  retryAfterSeconds: number | null;
  correlationId: string;
  checks: Check[];
} & InBoth<'message', string>;

/** The result of a mutation that sends requests to Lucca. */
export type Answered =
  | { kind: 'AccountConnected'; account: Account }
  | { kind: 'AccountChecked'; checks: Check[] }
  | Problem;
