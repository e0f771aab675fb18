import { Dispatcher } from 'undici';
import { createLucca } from '../../src/lucca/client.ts';
import { defaultBehaviour } from '../../src/sandbox/assumptions.ts';
import type { Behaviour } from '../../src/sandbox/behaviour.ts';
import { textOf } from '../../src/sandbox/faults.ts';
import { createLookup } from '../../src/sandbox/lookup.ts';
import type { ApiKey, Company } from '../../src/sandbox/model.ts';
import { createView } from '../../src/sandbox/rights.ts';
import { answerRequest } from '../../src/sandbox/routes.ts';

/** One way Lucca may be: a company, a key to it, and what Lucca does where nobody knows. */
export type World = { company: Company; key: ApiKey; behaviour: Partial<Behaviour> };

/** Hands requests to the sandbox without a socket, so that thousands of keys can be tried; the client is the real one. */
export function createInProcessLucca() {
  let answer: (target: string) => ReturnType<typeof answerRequest>;
  let requests = 0;

  class InProcess extends Dispatcher {
    override dispatch({ path }: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      requests += 1;
      const { status, type, body } = answer(path);
      handler.onConnect?.(() => {});
      const headers = ['content-type', type].map((text) => Buffer.from(text));
      handler.onHeaders?.(status, headers, () => {}, '');
      handler.onData?.(Buffer.from(textOf(body)));
      handler.onComplete?.([]);
      return true;
    }
  }

  // A minute passes between any two requests, so that the quota never has to be waited for.
  let time = 0;
  const now = () => {
    time += 60_000;
    return time;
  };
  const lucca = createLucca({ scheme: 'http', dispatcher: new InProcess(), now });
  const lookups = new WeakMap<Company, ReturnType<typeof createLookup>>();

  return {
    lucca,
    requests: () => requests,
    /** From now on, this world answers. */
    enter({ company, key, behaviour: differences }: World) {
      const behaviour = { ...defaultBehaviour, ...differences };
      const lookup = lookups.get(company) ?? createLookup(company);
      lookups.set(company, lookup);
      const view = createView(company, lookup, key, behaviour);
      answer = (target) => {
        const [path = '/', query = ''] = target.split(/\?(.*)/s);
        return answerRequest({ method: 'GET', path, query }, view, behaviour, `${company.today}T12:00:00`);
      };
    },
  };
}
