import type { Account, Check, PastCheck } from './documents.ts';

type Module = Account['modules'][number];

/** The page's own words, in English; the API supplies the rest. */
export const english = {
  title: 'Connect your Lucca account',
  lead: 'We read your employees, their positions and their pay from Lucca. We never change anything there.',
  otherLanguage: 'Français',

  domain: 'Lucca domain *',
  domainHint: 'Open Lucca and copy the address from your browser, such as https://example.ilucca.net.',
  domainMissing: 'Enter the address of your Lucca, such as https://example.ilucca.net.',
  apiKey: 'Lucca API key *',
  apiKeyHint: 'In Lucca, open “API keys” and click the icon next to your key to copy it.',
  apiKeyKept: 'Leave blank to reuse the key you just entered.',
  apiKeyMissing: 'Paste the API key you created in Lucca.',
  required: '* Required',
  test: 'Test',
  save: 'Save',
  cancel: 'Cancel',
  testHint: '“Test” checks the key and saves nothing.',
  noKeyYet: 'No key yet? Follow the steps.',
  connectTitle: 'Domain and API key',
  replaceTitle: (domain: string) => `Replace the API key of ${domain}`,
  replaceLead: 'The current key stays in use until Lucca has accepted the new one.',
  anotherTitle: 'Connect another Lucca account',
  anotherLead: (domain: string) => `It replaces ${domain} as soon as Lucca has accepted its key.`,

  signIn: 'Sign in',
  signInAgain: 'Your session has ended. Sign in again.',
  tokenTitle: 'Sign in to continue',
  token: 'Token',
  tokenHint: 'This page forgets your token when you leave it.',
  tokenRefused: 'This token was not accepted. It may have expired.',
  tokenSend: 'Continue',

  checking: 'Checking your key with Lucca… This takes a few seconds.',
  progress: (some: number, all: number) => `${some} of ${all} rights checked`,
  working: 'One moment…',

  connected: 'Lucca accepted the key. It is saved.',
  replaced:
    'Lucca accepted the new key. We have destroyed our copy of the previous key. You can now delete it in Lucca.',
  checked: 'The rights of the key were checked just now.',
  disconnected: (domain: string) =>
    `${domain} is disconnected. We have destroyed our copy of its key. You can also delete the key in Lucca.`,
  testPassed: 'The key works',
  testPassedLead: 'It can be saved. Nothing has been saved yet.',
  unsaved: 'Nothing was saved',
  unsavedLead:
    'The operation that was running when you left this page has ended without saving. To save the key, enter it again. These are the rights it found:',
  notConnected: 'Not connected',
  notTakenOver: (domain: string) => `Still connected to ${domain}`,
  testFailed: 'The test could not be completed',
  notReplaced: 'The key was not replaced',
  notChecked: 'The check could not be completed',
  unconfirmed: 'Not confirmed',
  rightsMissing: 'Some rights are missing',
  coreMissing: 'The key cannot read any employees',
  coreMissingLead:
    'Nothing was saved. The right below is missing, and everything else depends on it. Grant it in Lucca, then check again.',
  partOnly: 'The key shows only part of your company',
  partOnlyLead: (people: string, some: string, all: string) =>
    `It shows ${people} people, in ${some} of ${all} departments. Nothing was saved.`,
  otherRights: (count: number) => (count === 1 ? '1 other right' : `${count} other rights`),
  keyRefused: 'Lucca rejected the key',
  check: 'Check again',
  tryAgain: 'Try again',
  tryAgainIn: (time: string) => `You can try again in ${time}.`,
  tryAgainNow: 'You can try again now.',
  connectAnyway: 'Connect anyway',
  replaceAnyway: 'Replace the key anyway',
  takeOverAnyway: 'Replace the account anyway',
  missingHint: (button: string) =>
    `“${button}” saves the key as it is. Data covered by the missing rights stays empty until you grant them.`,
  partHint: (button: string) =>
    `“${button}” saves the key as it is. The rest of your company is not read until the key gives access to it.`,
  unverifiedHint: (button: string) =>
    `“${button}” saves the key although some rights could not be verified. If one is missing, its data stays empty. You can check the rights later with “Check again”.`,
  reference: (id: string) => `Reference for support: ${id}`,

  unanswered: 'No answer',
  notAllowed: 'Not allowed',
  somethingWrong: 'Something went wrong',
  forbidden: 'You are not allowed to manage the connection to Lucca. Ask the person who gave you access to this page.',
  noAnswer:
    'The server did not answer. Check your internet connection, then reload this page to see the current state.',
  failed: 'Something went wrong on our side. Reload this page to see the current state.',
  reload: 'Reload this page',

  connectedTo: (domain: string) => `Connected to ${domain}`,
  connectionTo: (domain: string) => `Connection to ${domain}`,
  since: 'Connected since',
  lastChecked: 'Last checked',
  modules: 'Data we read',
  gained: 'What the key can read',
  gains: {
    EMPLOYEE_LUCCA_DATA: (count: string) => `${count} people`,
    EMPLOYEE_CONTRACTS: (count: string) => `${count} contracts`,
    PAGGA_INDIVIDUAL_SITUATIONS: (count: string) => `${count} items of fixed pay`,
    PAGGA_EVP_SCREEN: (count: string) => `${count} items of variable pay`,
  } as Record<string, (count: string) => string>,
  goOn: (host: string) => `Continue to ${host}`,
  replace: 'Replace key',
  another: 'Connect another account',
  disconnect: 'Disconnect',
  disconnectTitle: (domain: string) => `Disconnect ${domain}?`,
  disconnectLead:
    'We destroy our copy of the API key and read nothing more from Lucca. To reconnect, you have to paste the key again.',
  takeOverTitle: (domain: string) => `Replace ${domain}?`,
  takeOverLead: (domain: string) =>
    `Your company is connected to ${domain}. As soon as Lucca has accepted the key of the other account, we disconnect ${domain} and destroy our copy of its key.`,
  takeOver: 'Replace the account',
  statuses: {
    CONNECTED: 'Connected. No missing rights were found.',
    CONNECTED_WITH_GAPS: 'Connected, but some rights are missing or limited.',
    KEY_REJECTED: 'Lucca rejects the key. No data is read.',
    UNREACHABLE: 'Lucca could not be reached at the last check.',
  } satisfies Record<Account['status'], string>,
  keyRejectedHint:
    'To enter another key, click “Replace key”. If the problem has been fixed in Lucca, click “Check again” to try the current key once more.',
  moduleNames: {
    CORE_HR: 'Employees, positions and contracts',
    PAGGA_REMUNERATION: 'Pagga Rémunération',
  } satisfies Record<Module['code'], string>,
  availabilities: {
    AVAILABLE: 'available',
    NOT_INSTALLED: 'not part of your Lucca',
    NO_PERMISSION: 'the key has no right to read it',
    UNKNOWN: 'could not be verified',
  } satisfies Record<Module['availability'], string>,

  rights: 'Rights of the key',
  verdicts: {
    PENDING: 'Checking…',
    GRANTED: 'Granted',
    MISSING: 'Missing',
    PARTIAL: 'Partly granted',
    INCONCLUSIVE: 'Not verifiable',
    NOT_APPLICABLE: 'Not needed',
  } satisfies Record<Check['verdict'] | 'PENDING', string>,
  alwaysNeeded: 'always needed',
  recommended: 'recommended',
  staysEmpty: 'Without this right, this data stays empty.',
  counted: (granted: number, all: number) => `${granted} of ${all} rights granted`,

  history: (count: number) => `Last ${count} checks`,
  causes: {
    CONNECTED: 'Account connected',
    KEY_REPLACED: 'Key replaced',
    REQUESTED: 'Checked on request',
    AUTOMATIC: 'Automatic check',
  } satisfies Record<PastCheck['cause'], string>,
  outcomes: {
    COMPLETED: 'No missing rights were found.',
    KEY_REJECTED: 'Lucca rejected the key.',
    UNREACHABLE: 'Lucca did not answer.',
  } satisfies Record<PastCheck['outcome'], string>,
  pastMissing: (rights: string) => `Missing or limited: ${rights}.`,
  pastGained: (rights: string) => `Granted since the check before: ${rights}.`,
  pastLost: (rights: string) => `Lost since the check before: ${rights}.`,

  guide: 'How to get the key',
  steps: {
    role: 'Check your role',
    create: 'Create the key',
    rights: 'Tick its rights',
    paste: 'Paste the address and the key',
  },
  stepDone: 'Done, next step',
  toForm: 'Go to the form',
  linkHint: 'Once the form contains the address of your Lucca, there is a link to it here.',
  openLucca: (domain: string) => `Open ${domain}`,
  installSteps: 'Install the integration from Lucca’s marketplace',
  createSteps: 'Or create the key by hand',
  afterInstall: 'Skip this step if you installed the integration: its key already has rights.',
  permissions: 'Rights of the key',
  recommendedRights: 'Also recommended',
  paggaRights: 'Only if you have Pagga Rémunération',
  ticked: (some: number, all: number) => `${some} of ${all} ticked`,
  copyRights: 'Copy this list',
  copied: 'Copied',
  pictures: {
    cog: 'Drawing: a click on the cog at the top right opens a menu that contains “API keys”.',
    newKey:
      'Drawing: the form for a new key, with its name, an e-mail address, the usage “Internal usage”, and the button “Generate a new API Key”.',
    role: 'Drawing: the roles, with the role of the key selected, and a box for each permission beside them.',
    copy: 'Drawing: the key in the list of API keys, and the icon next to it that copies it.',
    apiKeys: 'API keys',
    keyName: 'Key name',
    email: 'E-mail address',
    internal: 'Internal usage',
    generate: 'Generate a new API Key',
    keyRole: 'Figures key',
  },
};

/** The page's own words, in one language. */
export type Words = typeof english;
