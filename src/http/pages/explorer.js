const form = document.querySelector('form');
const output = document.querySelector('pre');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  output.textContent = '…';
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: form.query.value }),
    });
    output.textContent = JSON.stringify(await response.json(), null, 2);
  } catch {
    output.textContent = 'The subgraph does not answer.';
  }
});

form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.ctrlKey) form.requestSubmit();
});
