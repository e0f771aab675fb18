import type { Message } from '../message.ts';
import type { Check } from '../rights/permissions.ts';
import type { DomainProblem } from './domain.ts';

/** The problems of requests to Lucca; each ends with the consequence for the caller. */
const ofLucca = ({ en, fr }: Message) => ({
  LUCCA_RATE_LIMITED: {
    en: `Lucca's request limit is reached. ${en}`,
    fr: `La limite de requêtes de Lucca est atteinte. ${fr}`,
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
    en: `Lucca returned an error. ${en}`,
    fr: `Lucca a renvoyé une erreur. ${fr}`,
  },
});

const messages = {
  KEY_REJECTED: {
    en: 'Lucca rejected this key. It may have been deleted, or it belongs to another Lucca account.',
    fr: 'Lucca a refusé cette clé. Elle a peut-être été supprimée, ou elle appartient à un autre compte Lucca.',
  },
  INVALID_API_KEY: {
    en: 'This does not look like a Lucca API key. Copy the whole key from Lucca, and nothing else.',
    fr: "Ce texte ne ressemble pas à une clé d'API Lucca. Copiez la clé en entier depuis Lucca, sans rien d'autre.",
  },
  UNKNOWN_HOST: {
    en: 'There is no Lucca account at this address. Check the spelling.',
    fr: "Il n'y a pas de compte Lucca à cette adresse. Vérifiez l'orthographe.",
  },
  PERMISSIONS_MISSING: {
    en: 'The key works, but some rights are missing. Nothing was saved. Grant the missing rights to its role in Lucca, then check again.',
    fr: "La clé fonctionne, mais des droits manquent. Rien n'a été enregistré. Accordez les droits manquants à son rôle dans Lucca, puis vérifiez de nouveau.",
  },
  PERMISSIONS_PARTIAL: {
    en: 'The key works, but it shows only part of your company. Nothing was saved. Extend its rights in Lucca to all departments and all establishments, then check again.',
    fr: "La clé fonctionne, mais elle ne donne accès qu'à une partie de votre entreprise. Rien n'a été enregistré. Étendez ses droits dans Lucca à tous les départements et à tous les établissements, puis vérifiez de nouveau.",
  },
  TOO_MANY_ATTEMPTS: {
    en: 'Too many failed attempts. Nothing was sent or saved. Wait a few minutes and try again.',
    fr: "Trop de tentatives ont échoué. Rien n'a été envoyé ni enregistré. Patientez quelques minutes, puis réessayez.",
  },
  ...ofLucca({
    en: 'Nothing was saved. Your key may be correct: try again in a few minutes.',
    fr: "Rien n'a été enregistré. Votre clé est peut-être correcte : réessayez dans quelques minutes.",
  }),
  STORE_UNAVAILABLE: {
    en: 'The connection could not be saved. Nothing was changed. Try again in a few minutes.',
    fr: "La connexion n'a pas pu être enregistrée. Rien n'a été modifié. Réessayez dans quelques minutes.",
  },
  SAVE_UNCONFIRMED: {
    en: 'We do not know whether the connection was saved. Reload this page to check before you try again.',
    fr: 'Nous ne savons pas si la connexion a été enregistrée. Rechargez cette page pour vérifier avant de réessayer.',
  },
} as const satisfies Record<string, Message>;

const checkMessages: Partial<Record<ConnectProblemCode, Message>> = {
  KEY_REJECTED: {
    en: 'Lucca no longer accepts the key of this connection. It was probably deleted in Lucca. Replace the key.',
    fr: "Lucca n'accepte plus la clé de cette connexion. Elle a sans doute été supprimée dans Lucca. Remplacez la clé.",
  },
  UNKNOWN_HOST: {
    en: 'There is no longer a Lucca account at this address, or it cannot be found right now. The connection has not changed.',
    fr: "Il n'y a plus de compte Lucca à cette adresse, ou elle est introuvable pour le moment. La connexion n'a pas changé.",
  },
  ...ofLucca({
    en: 'The connection has not changed. Check again in a few minutes.',
    fr: "La connexion n'a pas changé. Vérifiez de nouveau dans quelques minutes.",
  }),
};

const domainMessages: Record<DomainProblem, Message> = {
  EMPTY: {
    en: 'Enter the address of your Lucca, such as acme.ilucca.net.',
    fr: "Saisissez l'adresse de votre Lucca, par exemple acme.ilucca.net.",
  },
  NOT_ASCII: {
    en: 'A Lucca address contains only unaccented letters, digits and hyphens. Copy it from the address bar of your browser.',
    fr: "Une adresse Lucca ne contient que des lettres sans accent, des chiffres et des tirets. Copiez-la depuis la barre d'adresse de votre navigateur.",
  },
  LABEL_ONLY: {
    en: 'Enter the full address of your Lucca: acme.ilucca.net, not just acme.',
    fr: "Saisissez l'adresse complète de votre Lucca : acme.ilucca.net, et non acme.",
  },
  WITH_USER: {
    en: 'A Lucca address does not contain an @. Enter only the address, such as acme.ilucca.net.',
    fr: "Une adresse Lucca ne contient pas de @. Saisissez seulement l'adresse, par exemple acme.ilucca.net.",
  },
  WITH_PORT: {
    en: 'Remove the colon and the port number: enter only acme.ilucca.net.',
    fr: 'Supprimez les deux-points et le numéro de port : saisissez seulement acme.ilucca.net.',
  },
  WITH_DOT_AT_END: {
    en: 'Remove the dot at the end: enter only acme.ilucca.net.',
    fr: 'Supprimez le point à la fin : saisissez seulement acme.ilucca.net.',
  },
  INVALID_LABEL: {
    en: 'The part before .ilucca must be a single name of letters, digits and hyphens, as in acme.ilucca.net.',
    fr: 'La partie avant .ilucca doit être un seul nom de lettres, chiffres et tirets, comme dans acme.ilucca.net.',
  },
  OTHER_DOMAIN: {
    en: 'This is not a Lucca address. Lucca addresses end in ilucca.net or ilucca.ch, as in acme.ilucca.net.',
    fr: "Ce n'est pas une adresse Lucca. Une adresse Lucca se termine par ilucca.net ou ilucca.ch, comme acme.ilucca.net.",
  },
};

/** Every reason for refusing a submission. */
export type ConnectProblemCode = 'INVALID_DOMAIN' | keyof typeof messages;

/** Why a submission was refused. Nothing was saved, except with `SAVE_UNCONFIRMED`, when that is unknown. */
export type ConnectProblem = {
  kind: 'problem';
  code: ConnectProblemCode;
  /** The form field that has to be corrected, or null. */
  field: 'DOMAIN' | 'API_KEY' | null;
  message: Message;
  /** The rights of the key; empty when they were not checked. */
  checks: Check[];
  /** Seconds to wait before trying again, or null when waiting does not help. */
  retryAfterSeconds: number | null;
};

const fields: Partial<Record<ConnectProblemCode, 'DOMAIN' | 'API_KEY'>> = {
  UNKNOWN_HOST: 'DOMAIN',
  INVALID_API_KEY: 'API_KEY',
  KEY_REJECTED: 'API_KEY',
  PERMISSIONS_MISSING: 'API_KEY',
  PERMISSIONS_PARTIAL: 'API_KEY',
};

/** The problem with this code, with a message that an HR administrator can act on. */
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

/** The same problem for a check of the stored key, which has no input to correct and nothing to save. */
export const ofCheck = (refusal: ConnectProblem): ConnectProblem => ({
  ...refusal,
  field: null,
  message: checkMessages[refusal.code] ?? refusal.message,
});

/** The problem of a text that is not a Lucca address, with a hint at what is wrong with it. */
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
