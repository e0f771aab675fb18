import type { PermissionCode } from '../rights/permissions.ts';
import { permissionCodes, rights } from '../rights/rights.ts';

type Texts = { prerequisites: string[]; steps: string[] };

const guide: { en: Texts; fr: Texts } = {
  en: {
    prerequisites: [
      'Your own role in Lucca holds Other > Lucca > Roles and API Key management. It does when the cog at the top right leads you to API keys, and there is a Generate a new API Key button; otherwise ask an administrator for this role.',
      'Lucca opens in your browser at an address such as https://example.ilucca.net.',
    ],
    steps: [
      'In Lucca, click the cog at the top right, then Authentication, SSO and API, then API keys.',
      'Click Generate a new API Key. Name the key, give the e-mail address of whoever answers for it in IT or HR, and choose Internal usage.',
      'Lucca wants one permission before it makes a key: choose Collaborator > View/create/edit users. It is set right in a moment.',
      'Click Generate a new API Key, find the key in the list, and open roles administration from there.',
      'Under Roles, click the role that bears the name of the key, then Permissions, tick the rights listed here, and untick View/create/edit users: reading is all that is needed.',
      'Back among the API keys, click the icon beside the key to copy it.',
      'Paste the address of your Lucca and the key into the form, and connect.',
    ],
  },
  fr: {
    prerequisites: [
      "Votre propre rôle dans Lucca comporte Autre > Lucca > Gestion des rôles et des clés API. C'est le cas si la roue crantée, en haut à droite, vous mène aux Clés API et si le bouton Générer une nouvelle clé API s'y trouve ; sinon, demandez ce rôle à un administrateur.",
      "Lucca s'ouvre dans votre navigateur à une adresse comme https://exemple.ilucca.net.",
    ],
    steps: [
      'Dans Lucca, cliquez sur la roue crantée en haut à droite, puis sur Authentification, SSO et API, puis sur Clés API.',
      "Cliquez sur Générer une nouvelle clé API. Nommez la clé, indiquez l'adresse e-mail de la personne qui en répond côté informatique ou RH, et choisissez Usage interne.",
      'Lucca demande une permission avant de créer une clé : choisissez Collaborateurs > Consulter / créer / modifier les utilisateurs. Elle sera ajustée dans un instant.',
      "Cliquez sur Générer une nouvelle clé API, retrouvez la clé dans la liste, et ouvrez de là l'administration des rôles.",
      'Dans Rôles, cliquez sur le rôle qui porte le nom de la clé, puis sur Permissions, cochez les droits énumérés ici, et décochez Consulter / créer / modifier les utilisateurs : la lecture suffit.',
      "De retour dans les Clés API, cliquez sur l'icône à côté de la clé pour la copier.",
      "Collez l'adresse de votre Lucca et la clé dans le formulaire, et connectez.",
    ],
  },
};

/** What a customer needs and does in Lucca before connecting, in one language, with or without the rights of the pay module. */
export function setupGuideIn(language: 'en' | 'fr', withPagga: boolean): Texts & { permissions: PermissionCode[] } {
  const permissions = permissionCodes.filter((code) => withPagga || rights[code].module === 'CORE_HR');
  return { ...guide[language], permissions };
}
