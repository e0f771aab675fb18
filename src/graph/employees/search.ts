import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import { onceFor } from '../server/onceFor.ts';
import { plainText } from '../server/plainText.ts';

/** Whether a person’s name or work e-mail contains each word of a text, as `plainText` compares them. */
export function createSearch(text: string): (people: Rows<User>) => (user: User) => boolean {
  const words = plainText(text).split(/\s+/).filter(Boolean);
  return (people) => {
    const textOf = searchedTexts(people);
    return (user) => words.every((word) => textOf.get(user.id)?.includes(word));
  };
}

// Words contain no line break, so no match spans two texts.
const searchedTexts = onceFor(
  (people: Rows<User>) =>
    new Map(
      people.map(({ id, firstName, lastName, displayName, name, mail }) => [
        id,
        plainText([firstName, lastName, displayName, name, mail].map((part) => part ?? '').join('\n')),
      ]),
    ),
);
