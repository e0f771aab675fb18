import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import { onceFor } from '../server/onceFor.ts';
import { plainText } from '../server/plainText.ts';

/** Whether each word of a text occurs in somebody's name or work e-mail, whatever the case and the accents. */
export function createSearch(text: string): (people: Rows<User>) => (user: User) => boolean {
  const words = plainText(text).split(/\s+/).filter(Boolean);
  return (people) => {
    const textOf = searchedTexts(people);
    return (user) => words.every((word) => textOf.get(user.id)?.includes(word));
  };
}

// No word holds a line break, so none is found across the end of one text and the beginning of the next.
const searchedTexts = onceFor(
  (people: Rows<User>) =>
    new Map(
      people.map(({ id, firstName, lastName, displayName, name, mail }) => [
        id,
        plainText([firstName, lastName, displayName, name, mail].map((part) => part ?? '').join('\n')),
      ]),
    ),
);
