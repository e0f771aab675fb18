const check = `fragment Right on PermissionCheck {
  permission requirement verdict evidence { rowsSeen rowsFilled } noteEN: note(language: EN) noteFR: note(language: FR)
  remedyEN: remedy(language: EN) remedyFR: remedy(language: FR)
}`;

const connection = `${check} fragment Connection on Account {
  domain status connectedAt checkedAt modules { code availability } checks { ...Right }
  checkHistory { at cause outcome missing gained lost }
}`;

const refusal = `fragment Refusal on ConnectProblem {
  code field retryAfterSeconds correlationId messageEN: message(language: EN) messageFR: message(language: FR)
  checks { ...Right }
}`;

const accountOrProblem = `kind: __typename
  ... on AccountConnected { account { ...Connection } }
  ...Refusal`;

/** The GraphQL operations of the connect page, which the server trusts where it executes trusted documents only. */
export const documents = {
  guide: `query Guide { EN: setupGuide(language: EN) { ...Steps } FR: setupGuide(language: FR) { ...Steps } }
    fragment Steps on SetupGuide {
      prerequisites installSteps createSteps grantSteps pasteSteps permissions { permission requirement label luccaPath reason }
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
