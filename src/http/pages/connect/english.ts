import type { Account, Check } from './documents.ts';

type Module = Account['modules'][number];

/** What the page says by itself, in English; what the API has words for is in the API's words. */
export const english = {
  title: 'Connect your Lucca account',
  lead: 'So that your employees, their positions and their pay can be read from Lucca. Nothing is ever changed there.',
  otherLanguage: 'Français',

  domain: 'Lucca domain *',
  domainHint: 'Copy it from the address bar of your browser when Lucca is open, as in https://example.ilucca.net.',
  domainMissing: 'Enter the address of your Lucca, such as https://example.ilucca.net.',
  apiKey: 'Lucca API key *',
  apiKeyHint: 'In Lucca, under “API keys”: use the icon next to your key to copy it.',
  apiKeyKept: 'The key you entered is still known to this page: leave this empty to use it again.',
  apiKeyMissing: 'Paste the API key you created in Lucca.',
  required: '* Required',
  test: 'Test',
  save: 'Save',
  cancel: 'Cancel',
  testHint: '“Test” checks the key and saves nothing.',
  noKeyYet: 'No key yet? Follow the steps.',
  connectTitle: 'Domain and API key',
  replaceTitle: (domain: string) => `Replace the API key of ${domain}`,
  replaceLead: 'The present key stays in use until Lucca has accepted the new one.',
  anotherTitle: 'Connect another Lucca account',
  anotherLead: (domain: string) => `It takes the place of ${domain} as soon as Lucca has accepted its key.`,

  tokenTitle: 'Sign in to go on',
  token: 'Token',
  tokenHint: 'Your token is kept by this page only until you leave it.',
  tokenRefused: 'This token was not accepted. It may have expired.',
  tokenSend: 'Continue',

  checking: 'Checking Lucca… This takes a few seconds.',
  progress: (some: number, all: number) => `${some} of ${all} rights checked`,
  working: 'One moment…',

  connected: 'Lucca accepted the key, and it is saved.',
  replaced: 'Lucca accepted the new key. The previous one is destroyed here; you can delete it in Lucca.',
  checked: 'Lucca was asked again just now.',
  disconnected: (domain: string) =>
    `${domain} is disconnected. Its key is destroyed here; you can delete it in Lucca too.`,
  testPassed: 'The key works',
  testPassedLead: 'It can be saved. Nothing has been saved yet.',
  unsaved: 'Nothing was saved',
  unsavedLead:
    'What was under way when this page was left has ended, and nothing was saved. If you meant to save, enter the key and send it again. This is what was found out about its rights:',
  notConnected: 'Not connected',
  notTakenOver: (domain: string) => `Still connected to ${domain}`,
  testFailed: 'The test could not be finished',
  notReplaced: 'The key was not replaced',
  notChecked: 'The check could not be finished',
  unconfirmed: 'Not confirmed',
  rightsMissing: 'Some rights are missing',
  keyRefused: 'Lucca refuses the key',
  check: 'Check again',
  tryAgain: 'Try again',
  tryAgainIn: (time: string) => `You can try again in ${time}.`,
  tryAgainNow: 'You can try again now.',
  connectAnyway: 'Connect anyway',
  replaceAnyway: 'Replace the key anyway',
  takeOverAnyway: 'Replace the account anyway',
  missingHint: (button: string) =>
    `“${button}” saves the key as it is: what the missing rights show stays empty until you grant them.`,
  unverifiedHint: (button: string) =>
    `“${button}” saves the key although some of its rights could not be verified: if one is missing, what it shows stays empty. “Check again” tells you later.`,
  notWaivable: 'Without the right marked “always needed” there is nothing to read, so it has to be granted first.',
  reference: (id: string) => `Reference for support: ${id}`,

  unanswered: 'No answer',
  notAllowed: 'Not allowed',
  somethingWrong: 'Something went wrong',
  forbidden: 'You are not allowed to manage the connection to Lucca. Ask whoever gave you access to this page.',
  noAnswer: 'There is no answer. Check your internet connection, then reload this page to see where things stand.',
  failed: 'Something went wrong on our side. Reload this page to see where things stand.',
  reload: 'Reload this page',

  connectedTo: (domain: string) => `Connected to ${domain}`,
  connectionTo: (domain: string) => `Connection to ${domain}`,
  since: 'Connected since',
  lastChecked: 'Last checked',
  modules: 'What is read',
  replace: 'Replace key',
  another: 'Connect another account',
  disconnect: 'Disconnect',
  disconnectTitle: (domain: string) => `Disconnect ${domain}?`,
  disconnectLead:
    'The API key is destroyed here and nothing more is read from Lucca. To connect again you need to paste the key again.',
  takeOverTitle: (domain: string) => `Replace ${domain}?`,
  takeOverLead: (domain: string) =>
    `Your company is connected to ${domain}. As soon as Lucca has accepted the key of the other account, ${domain} is disconnected and its key is destroyed here.`,
  takeOver: 'Replace the account',
  statuses: {
    CONNECTED: 'Connected, nothing found to be missing',
    CONNECTED_WITH_GAPS: 'Connected, but the key does not see everything',
    KEY_REJECTED: 'Lucca refuses the key, and nothing is read',
    UNREACHABLE: 'Lucca could not be reached when the key was last checked',
  } satisfies Record<Account['status'], string>,
  keyRejectedHint:
    'Paste another key with “Replace key”. If it was a mistake that has been put right in Lucca, “Check again” tries the present key once more.',
  moduleNames: {
    CORE_HR: 'Employees, positions and contracts',
    PAGGA_REMUNERATION: 'Pagga Rémunération',
  } satisfies Record<Module['code'], string>,
  availabilities: {
    AVAILABLE: 'available',
    NOT_INSTALLED: 'not part of your Lucca',
    NO_PERMISSION: 'the key has no right to it',
    UNKNOWN: 'could not be verified',
  } satisfies Record<Module['availability'], string>,

  rights: 'Rights of the key',
  verdicts: {
    PENDING: 'Checking…',
    GRANTED: 'Granted',
    MISSING: 'Missing',
    PARTIAL: 'Granted in part',
    INCONCLUSIVE: 'Not verifiable',
    NOT_APPLICABLE: 'Not needed',
  } satisfies Record<Check['verdict'] | 'PENDING', string>,
  alwaysNeeded: 'always needed',
  recommended: 'recommended',
  staysEmpty: 'Without it, this stays empty.',
  counted: (granted: number, all: number) => `${granted} of ${all} rights granted`,

  guide: 'How to get the key',
  prerequisites: 'Before you start',
  steps: 'In Lucca',
  permissions: 'Rights to select',
  recommendedRights: 'Recommended as well',
  paggaRights: 'Only if you have Pagga Rémunération',
};

/** The page's own words, in one language. */
export type Words = typeof english;
