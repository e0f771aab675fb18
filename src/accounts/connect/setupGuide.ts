import type { PermissionCode } from '../rights/permissions.ts';
import { permissionCodes, rights } from '../rights/rights.ts';

/** `installSteps` are the first way, by the marketplace of Lucca; `steps` are the way by hand. */
type Texts = { prerequisites: string[]; installSteps: string[]; steps: string[] };

const guide: { en: Texts; fr: Texts } = {
  en: {
    prerequisites: [
      'You need the permission Other > Lucca > Roles and API Key management. To check: click the cog at the top right, then API keys. You should see Generate a new API Key. If you do not, ask an administrator for this permission.',
      'You need the address of your Lucca, such as https://example.ilucca.net. It is in the address bar of your browser when Lucca is open.',
    ],
    installSteps: [
      'In Lucca, click the rocket, then Integrations, then Figures, then Install. Lucca creates an API key that already has rights.',
      'Click the cog at the top right, then Authentication, SSO and API, then API keys. Find the key in the list and click the icon next to it to copy it.',
      'Paste the address of your Lucca and the key into the form, then click Save. The rights of the key are checked: if one is missing, it is named here, and can be added by hand.',
    ],
    steps: [
      'In Lucca, click the cog at the top right, then Authentication, SSO and API, then API keys.',
      'Click Generate a new API Key. Name the key, enter the e-mail address of the person responsible for it in IT or HR, and choose Internal usage.',
      'Lucca requires one permission to create a key: choose Collaborator > View/create/edit users. You will change it in step 5.',
      'Click Generate a new API Key, find the key in the list, and open roles administration from there.',
      'Under Roles, click the role named after your key, then Permissions. Select the rights listed here and deselect View/create/edit users: the key only needs to read.',
      'Go back to API keys and click the icon next to the key to copy it.',
      'Paste the address of your Lucca and the key into the form, then click Save.',
    ],
  },
  fr: {
    prerequisites: [
      'Vous avez besoin du droit Autre > Lucca > Gestion des rôles et des clés API. Pour vérifier : cliquez sur la roue crantée en haut à droite, puis sur Clés API. Vous devez voir Générer une nouvelle clé API. Sinon, demandez ce droit à un administrateur.',
      "Vous avez besoin de l'adresse de votre Lucca, par exemple https://exemple.ilucca.net. Elle figure dans la barre d'adresse de votre navigateur quand Lucca est ouvert.",
    ],
    installSteps: [
      'Dans Lucca, cliquez sur la fusée, puis sur Intégrations, puis sur Figures, puis sur Installer. Lucca crée une clé API qui a déjà des droits.',
      "Cliquez sur la roue crantée en haut à droite, puis sur Authentification, SSO et API, puis sur Clés API. Retrouvez la clé dans la liste et cliquez sur l'icône à côté d'elle pour la copier.",
      "Collez l'adresse de votre Lucca et la clé dans le formulaire, puis cliquez sur Enregistrer. Les droits de la clé sont vérifiés : s'il en manque un, il est indiqué ici et peut être ajouté à la main.",
    ],
    steps: [
      'Dans Lucca, cliquez sur la roue crantée en haut à droite, puis sur Authentification, SSO et API, puis sur Clés API.',
      "Cliquez sur Générer une nouvelle clé API. Nommez la clé, indiquez l'adresse e-mail du responsable de la clé côté informatique ou RH, et choisissez Usage interne.",
      "Lucca exige une permission pour créer une clé : choisissez Collaborateurs > Consulter / créer / modifier les utilisateurs. Vous la modifierez à l'étape 5.",
      "Cliquez sur Générer une nouvelle clé API, retrouvez la clé dans la liste, puis ouvrez l'administration des rôles.",
      "Dans Rôles, cliquez sur le rôle qui porte le nom de votre clé, puis sur Permissions. Cochez les droits énumérés ici et décochez Consulter / créer / modifier les utilisateurs : la clé n'a besoin que de lire.",
      "Revenez à Clés API et cliquez sur l'icône à côté de la clé pour la copier.",
      "Collez l'adresse de votre Lucca et la clé dans le formulaire, puis cliquez sur Enregistrer.",
    ],
  },
};

/** The setup guide in one language, with or without the rights of the pay module. */
export function setupGuideIn(language: 'en' | 'fr', withPagga: boolean): Texts & { permissions: PermissionCode[] } {
  const permissions = permissionCodes.filter((code) => withPagga || rights[code].module === 'CORE_HR');
  return { ...guide[language], permissions };
}
