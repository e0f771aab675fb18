import { find } from './element.ts';
import { post } from './graphql.ts';

const form = find('operation', HTMLFormElement);
const query = find('query', HTMLTextAreaElement);
const output = find('answer', HTMLPreElement);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  output.textContent = '…';
  output.textContent = await post(query.value).then(
    (answer) => JSON.stringify(answer, null, 2),
    () => 'The subgraph does not answer.',
  );
});

form.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
});
