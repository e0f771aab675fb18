import type { Message } from '../message.ts';
import type { Check } from '../rights/permissions.ts';
import type { DomainProblem } from './domain.ts';

/** That Lucca could not be asked, and what this means to who wanted it. */
const ofLucca = ({ en, fr }: Message) => ({
  LUCCA_RATE_LIMITED: {
    en: `Lucca can be asked only so many times a minute, and that is used up for the moment. ${en}`,
    fr: `Lucca ne peut être interrogé qu'un nombre limité de fois par minute, et ce nombre est atteint pour le moment. ${fr}`,
  },
  LUCCA_TIMEOUT: {
    en: `Lucca took too long to answer. ${en}`,
    fr: `Lucca a mis trop de temps à répondre. ${fr}`,
  },
  LUCCA_UNREACHABLE: {
    en: `Lucca cannot be reached. ${en}`,
    fr: `Lucca est injoignable. ${fr}`,
  },
  LUCCA_ERROR: {
    en: `Lucca answered with an error. ${en}`,
    fr: `Lucca a répondu par une erreur. ${fr}`,
  },
});

const messages = {
  KEY_REJECTED: {
    en: 'Lucca refused this key. It may have been deleted, or belong to another Lucca account.',
    fr: 'Lucca a refusé cette clé. Elle a peut-être été supprimée, ou appartient à un autre compte Lucca.',
  },
  INVALID_API_KEY: {
    en: 'This does not look like a Lucca API key. Copy it again from Lucca, whole and alone.',
    fr: "Ce texte ne ressemble pas à une clé d'API Lucca. Copiez-la de nouveau depuis Lucca, entière et seule.",
  },
  UNKNOWN_HOST: {
    en: 'There is no Lucca account at this address. Check its spelling.',
    fr: "Il n'y a pas de compte Lucca à cette adresse. Vérifiez son orthographe.",
  },
  PERMISSIONS_MISSING: {
    en: 'The key works but cannot read all it should. Nothing was saved: tick the missing permissions in its role in Lucca, then try again.',
    fr: "La clé fonctionne mais ne peut pas lire tout ce qu'il faut. Rien n'a été enregistré : ouvrez les droits manquants à son rôle dans Lucca, puis réessayez.",
  },
  TOO_MANY_ATTEMPTS: {
    en: 'Too many keys or addresses were tried in vain. Nothing was sent or saved; wait a little, then try again.',
    fr: "Trop de clés ou d'adresses ont été essayées en vain. Rien n'a été envoyé ni enregistré ; patientez un peu, puis réessayez.",
  },
  ...ofLucca({
    en: 'Nothing was saved; your key may be correct. Try again a little later.',
    fr: "Rien n'a été enregistré ; votre clé est peut-être correcte. Réessayez un peu plus tard.",
  }),
  STORE_UNAVAILABLE: {
    en: 'The connection could not be saved. Nothing was changed; try again in a few minutes.',
    fr: "La connexion n'a pas pu être enregistrée. Rien n'a été modifié ; réessayez dans quelques minutes.",
  },
  SAVE_UNCONFIRMED: {
    en: 'We cannot tell whether the connection was saved. Reload this page to see before you try again.',
    fr: 'Nous ne savons pas si la connexion a été enregistrée. Rechargez cette page pour le voir avant de réessayer.',
  },
} as const satisfies Record<string, Message>;

const checkMessages: Partial<Record<ConnectProblemCode, Message>> = {
  KEY_REJECTED: {
    en: 'Lucca no longer accepts the key of this connection. It was probably deleted in Lucca: replace it.',
    fr: "Lucca n'accepte plus la clé de cette connexion. Elle a sans doute été supprimée dans Lucca : remplacez-la.",
  },
  UNKNOWN_HOST: {
    en: 'There is no Lucca account at this address any more, or it cannot be found for the moment. The connection stays as it is.',
    fr: "Il n'y a plus de compte Lucca à cette adresse, ou elle est introuvable pour le moment. La connexion reste telle quelle.",
  },
  ...ofLucca({
    en: 'The connection stays as it is. Check again a little later.',
    fr: 'La connexion reste telle quelle. Vérifiez de nouveau un peu plus tard.',
  }),
};

const domainMessages: Record<DomainProblem, Message> = {
  EMPTY: {
    en: 'Enter the address of your Lucca, such as acme.ilucca.net.',
    fr: "Saisissez l'adresse de votre Lucca, par exemple acme.ilucca.net.",
  },
  NOT_ASCII: {
    en: 'A Lucca address has plain letters, digits and hyphens only. Copy it from the address bar of your browser.',
    fr: "Une adresse Lucca n'a que des lettres sans accent, des chiffres et des tirets. Copiez-la depuis la barre d'adresse de votre navigateur.",
  },
  LABEL_ONLY: {
    en: 'Enter the whole address of your Lucca, such as acme.ilucca.net rather than acme.',
    fr: "Saisissez l'adresse entière de votre Lucca, par exemple acme.ilucca.net plutôt que acme.",
  },
  WITH_USER: {
    en: 'A Lucca address has no @. Enter it alone, such as acme.ilucca.net.',
    fr: 'Une adresse Lucca ne contient pas de @. Saisissez-la seule, par exemple acme.ilucca.net.',
  },
  WITH_PORT: {
    en: 'Leave out the colon and the port number: enter acme.ilucca.net alone.',
    fr: 'Retirez les deux-points et le numéro de port : saisissez acme.ilucca.net seul.',
  },
  WITH_DOT_AT_END: {
    en: 'Leave out the dot at the end: enter acme.ilucca.net alone.',
    fr: 'Retirez le point à la fin : saisissez acme.ilucca.net seul.',
  },
  INVALID_LABEL: {
    en: 'The part before .ilucca must be one name of letters, digits and hyphens, as in acme.ilucca.net.',
    fr: 'La partie avant .ilucca doit être un seul nom de lettres, chiffres et tirets, comme dans acme.ilucca.net.',
  },
  OTHER_DOMAIN: {
    en: 'This is not a Lucca address. It ends in ilucca.net or ilucca.ch, as in acme.ilucca.net.',
    fr: "Ce n'est pas une adresse Lucca. Elle se termine par ilucca.net ou ilucca.ch, comme acme.ilucca.net.",
  },
};

/** Every way a submission can be refused. */
export type ConnectProblemCode = 'INVALID_DOMAIN' | keyof typeof messages;

/** Why a submission was refused. Nothing was saved, but for `SAVE_UNCONFIRMED`, where nobody can tell. */
export type ConnectProblem = {
  kind: 'problem';
  code: ConnectProblemCode;
  /** The field of the form to look at, or null when the form is not at fault. */
  field: 'DOMAIN' | 'API_KEY' | null;
  message: Message;
  /** What the key was found to see; empty when that was not found out. */
  checks: Check[];
  /** Seconds to wait before trying again, or null where waiting is not what helps. */
  retryAfterSeconds: number | null;
};

const fields: Partial<Record<ConnectProblemCode, 'DOMAIN' | 'API_KEY'>> = {
  UNKNOWN_HOST: 'DOMAIN',
  INVALID_API_KEY: 'API_KEY',
  KEY_REJECTED: 'API_KEY',
  PERMISSIONS_MISSING: 'API_KEY',
};

/** The refusal of a key, a host or a save, in words an HR administrator can act on. */
export function problem(
  code: keyof typeof messages,
  known: { checks?: Check[]; retryAfterSeconds?: number | undefined } = {},
): ConnectProblem {
  return {
    kind: 'problem',
    code,
    field: fields[code] ?? null,
    message: messages[code],
    checks: known.checks ?? [],
    retryAfterSeconds: known.retryAfterSeconds ?? null,
  };
}

/** The same problem in the check of a stored key, where there is no input to correct and nothing to save. */
export const ofCheck = (refusal: ConnectProblem): ConnectProblem => ({
  ...refusal,
  field: null,
  message: checkMessages[refusal.code] ?? refusal.message,
});

/** The refusal of a text that is no Lucca address, with a hint at what is the matter. */
export function domainProblem(why: DomainProblem): ConnectProblem {
  return {
    kind: 'problem',
    code: 'INVALID_DOMAIN',
    field: 'DOMAIN',
    message: domainMessages[why],
    checks: [],
    retryAfterSeconds: null,
  };
}
