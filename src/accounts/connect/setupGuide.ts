import type { PermissionCode } from '../rights/permissions.ts';
import { permissionCodes, rights } from '../rights/rights.ts';

/** What to do, in order. The labels of Lucca's screens are in quotation marks. */
type Steps = {
  prerequisites: string[];
  /** The first way to a key: Lucca's marketplace. */
  installSteps: string[];
  /** The other way: by hand. */
  createSteps: string[];
  grantSteps: string[];
  pasteSteps: string[];
};

const guide: { en: Steps; fr: Steps } = {
  en: {
    prerequisites: [
      'Your role in Lucca needs the permission “Other” > “Lucca” > “Roles and API Key management”.',
      'To check, click the cog at the top right, then “API keys”. If you see “Generate a new API Key”, you have the permission. If you do not, ask a Lucca administrator for it.',
    ],
    installSteps: [
      'Click the rocket, then “Integrations”, “Figures” and “Install”. Lucca creates an API key that already has rights.',
    ],
    createSteps: [
      'Click the cog at the top right, then “Authentication, SSO and API”, then “API keys”.',
      'Click “Generate a new API Key”. Name the key, enter the e-mail address of the person responsible for it in IT or HR, and choose “Internal usage”.',
      'Lucca requires one permission to create a key: choose “Collaborator” > “View/create/edit users”. You will deselect it when you grant the rights.',
      'Click “Generate a new API Key” to create the key.',
    ],
    grantSteps: [
      'In the list of API keys, find the key and click “roles administration”.',
      'In “Roles”, click the role named after the key, then “Permissions”.',
      'Select the rights listed here, deselect “View/create/edit users” because the key only needs to read, and save.',
    ],
    pasteSteps: [
      'Click the cog at the top right, then “Authentication, SSO and API”, then “API keys”. Click the icon next to the key to copy it.',
      'Paste the address of your Lucca and the key into the form, then click “Save”. We then check the rights of the key and list any that are missing here.',
    ],
  },
  fr: {
    prerequisites: [
      'Votre rôle dans Lucca doit comporter le droit « Autre » > « Lucca » > « Gestion des rôles et des clés API ».',
      'Pour vérifier, cliquez sur la roue crantée en haut à droite, puis sur « Clés API ». Si vous voyez « Générer une nouvelle clé API », vous avez ce droit. Sinon, demandez-le à un administrateur de Lucca.',
    ],
    installSteps: [
      'Cliquez sur la fusée, puis sur « Intégrations », « Figures » et « Installer ». Lucca crée une clé API qui a déjà des droits.',
    ],
    createSteps: [
      'Cliquez sur la roue crantée en haut à droite, puis sur « Authentification, SSO et API », puis sur « Clés API ».',
      "Cliquez sur « Générer une nouvelle clé API ». Nommez la clé, indiquez l'adresse e-mail du responsable de la clé côté informatique ou RH, et choisissez « Usage interne ».",
      'Lucca exige un droit pour créer une clé : choisissez « Collaborateurs » > « Consulter / créer / modifier les utilisateurs ». Vous le décocherez en accordant les droits.',
      'Cliquez sur « Générer une nouvelle clé API » pour créer la clé.',
    ],
    grantSteps: [
      'Dans la liste des clés API, retrouvez la clé et cliquez sur « administration des rôles ».',
      'Dans « Rôles », cliquez sur le rôle qui porte le nom de la clé, puis sur « Permissions ».',
      "Cochez les droits énumérés ici, décochez « Consulter / créer / modifier les utilisateurs », car la clé n'a besoin que de lire, et enregistrez.",
    ],
    pasteSteps: [
      "Cliquez sur la roue crantée en haut à droite, puis sur « Authentification, SSO et API », puis sur « Clés API ». Cliquez sur l'icône à côté de la clé pour la copier.",
      "Collez l'adresse de votre Lucca et la clé dans le formulaire, puis cliquez sur « Enregistrer ». Nous vérifions ensuite les droits de la clé et indiquons ici ceux qui manquent.",
    ],
  },
};

/** The setup guide in one language, with or without the rights of the pay module. */
export function setupGuideIn(language: 'en' | 'fr', withPagga: boolean) {
  const permissions: PermissionCode[] = permissionCodes.filter(
    (code) => withPagga || rights[code].module === 'CORE_HR',
  );
  const steps = guide[language];
  const { createSteps, grantSteps, pasteSteps } = steps;
  return { ...steps, steps: [...createSteps, ...grantSteps, ...pasteSteps], permissions };
}
