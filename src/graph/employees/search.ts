import type { Rows } from '../../cache/rows.ts';
import type { User } from '../../lucca/resources/users.ts';
import { onceFor } from '../server/onceFor.ts';
import { plainText } from '../server/plainText.ts';

/** Whether a person’s name or work e-mail contains each word of a text, as `plainText` compares them. */
export function createSearch(text: string): (people: Rows<User>) => (user: User) => boolean {
  const words = plainText(text).split(/\s+/).filter(Boolean);
  return (people) => {
    const known = searchedTexts(people);
    return (user) => {
      const searched = known.get(user.id) ?? searchedText(user);
      known.set(user.id, searched);
      return words.every((word) => searched.includes(word));
    };
  };
}

// Filled person by person, because the texts of ten thousand people would take too long to make at once.
const searchedTexts = onceFor((_: Rows<User>) => new Map<number, string>());

// Words contain no line break, so no match spans two texts.
const searchedText = ({ firstName, lastName, displayName, name, mail }: User) =>
  plainText([firstName, lastName, displayName, name, mail].map((part) => part ?? '').join('\n'));
