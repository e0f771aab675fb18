import type { Language } from './language.ts';

/** A text asked for in both languages, so that the page can change its own without checking again. */
type InBoth<Name extends string, Value> = Record<`${Name}${Language}`, Value>;

/** A right as the guide names it, in one language. */
export type Right = {
  permission: string;
  requirement: 'REQUIRED' | 'EXPECTED' | 'RECOMMENDED' | 'IF_MODULE';
  label: string;
  luccaPath: string[];
  reason: string;
};

/** What is to be done before there is a key, in one language. */
export type Guide = { prerequisites: string[]; steps: string[]; permissions: Right[] };

/** What was found out about a right. */
export type Check = Pick<Right, 'permission' | 'requirement'> & {
  verdict: 'GRANTED' | 'MISSING' | 'PARTIAL' | 'INCONCLUSIVE' | 'NOT_APPLICABLE';
} & InBoth<'note' | 'remedy', string | null>;

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
};

/** Why Lucca or we refused. */
export type Problem = {
  kind: 'ConnectProblem';
  code: string;
  field: 'DOMAIN' | 'API_KEY' | null;
  retryAfterSeconds: number | null;
  correlationId: string;
  checks: Check[];
} & InBoth<'message', string>;

/** What a mutation that asks Lucca was answered. */
export type Answered =
  | { kind: 'AccountConnected'; account: Account }
  | { kind: 'AccountChecked'; checks: Check[] }
  | Problem;

const check = `fragment Right on PermissionCheck {
  permission requirement verdict noteEN: note(language: EN) noteFR: note(language: FR)
  remedyEN: remedy(language: EN) remedyFR: remedy(language: FR)
}`;

const connection = `${check} fragment Connection on Account {
  domain status connectedAt checkedAt modules { code availability } checks { ...Right }
}`;

const refusal = `fragment Refusal on ConnectProblem {
  code field retryAfterSeconds correlationId messageEN: message(language: EN) messageFR: message(language: FR)
  checks { ...Right }
}`;

const accountOrProblem = `kind: __typename
  ... on AccountConnected { account { ...Connection } }
  ...Refusal`;

/** Every operation of the page. */
export const documents = {
  guide: `query Guide { EN: setupGuide(language: EN) { ...Steps } FR: setupGuide(language: FR) { ...Steps } }
    fragment Steps on SetupGuide {
      prerequisites steps permissions { permission requirement label luccaPath reason }
    }`,
  account: `query Connection { account { ...Connection } } ${connection}`,
  connect: `mutation Connect($input: ConnectAccountInput!) { answered: connectAccount(input: $input) { ${accountOrProblem} } }
    ${connection} ${refusal}`,
  test: `mutation Test($input: ConnectAccountInput!) {
    answered: testConnection(input: $input) { kind: __typename ... on AccountChecked { checks { ...Right } } ...Refusal }
  } ${check} ${refusal}`,
  replace: `mutation Replace($input: ReplaceApiKeyInput!) { answered: replaceApiKey(input: $input) { ${accountOrProblem} } }
    ${connection} ${refusal}`,
  check: `mutation Check { answered: checkAccount { ${accountOrProblem} } } ${connection} ${refusal}`,
  progress: `query Progress { connectionProgress { checks { ...Right } } } ${check}`,
  disconnect: 'mutation Disconnect { disconnectAccount { wasConnected } }',
};
