const form = document.querySelector('form');
const message = document.querySelector('p');
const list = document.querySelector('ul');

const mutation = `mutation Connect($input: ConnectAccountInput!) {
  connectAccount(input: $input) {
    ... on AccountConnected { account { domain } checks { permission verdict } }
    ... on ConnectProblem { message checks { permission verdict } }
  }
}`;

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  show('Asking Lucca…', []);
  const input = {
    domain: form.domain.value,
    apiKey: form.apiKey.value,
    acceptMissingPermissions: form.acceptMissingPermissions.checked,
  };
  // The key does not stay in the page.
  form.apiKey.value = '';
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: mutation, variables: { input } }),
    });
    const { data, errors } = await response.json();
    const result = data?.connectAccount;
    if (!result) show(errors?.[0]?.message ?? 'Something went wrong.', []);
    else if (result.account) show(`Connected to ${result.account.domain}.`, result.checks);
    else show(result.message, result.checks);
  } catch {
    show('The subgraph does not answer. Nothing is known to have been saved.', []);
  } finally {
    button.disabled = false;
  }
});

function show(text, checks) {
  message.textContent = text;
  list.replaceChildren(
    ...checks.map(({ permission, verdict }) => {
      const item = document.createElement('li');
      item.textContent = `${permission}: ${verdict}`;
      return item;
    }),
  );
}
