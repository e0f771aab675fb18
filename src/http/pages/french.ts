import type { Words } from './words.ts';

/** What the page says by itself, in French. */
export const french: Words = {
  title: 'Connecter votre compte Lucca',
  lead: 'Pour que vos collaborateurs, leurs postes et leurs rémunérations soient lus dans Lucca. Rien n’y est jamais modifié.',
  otherLanguage: 'English',

  domain: 'Domaine Lucca',
  domainHint:
    'Copiez-le depuis la barre d’adresse de votre navigateur quand Lucca est ouvert, par exemple https://example.ilucca.net.',
  domainMissing: 'Saisissez l’adresse de votre Lucca, par exemple https://example.ilucca.net.',
  apiKey: 'Clé d’API Lucca *',
  apiKeyHint: 'Dans Lucca, sous « Clés API » : l’icône à côté de votre clé permet de la copier.',
  apiKeyHeld: 'Cette page connaît encore la clé saisie : laissez ce champ vide pour la réutiliser.',
  apiKeyMissing: 'Collez la clé d’API que vous avez créée dans Lucca.',
  test: 'Tester',
  save: 'Enregistrer',
  cancel: 'Annuler',
  testHint: '« Tester » vérifie la clé et n’enregistre rien.',
  noKeyYet: 'Pas encore de clé ? Suivez les étapes.',
  connectTitle: 'Domaine et clé d’API',
  replaceTitle: 'Remplacer la clé d’API',
  replaceLead: 'La clé actuelle reste utilisée jusqu’à ce que Lucca ait accepté la nouvelle.',
  anotherTitle: 'Connecter un autre compte Lucca',
  anotherLead: 'Il prend la place du compte actuel dès que Lucca a accepté sa clé.',

  tokenTitle: 'Identifiez-vous pour continuer',
  token: 'Jeton',
  tokenHint: 'Votre jeton n’est gardé par cette page que jusqu’à ce que vous la quittiez.',
  tokenRefused: 'Ce jeton n’a pas été accepté. Il a peut-être expiré.',
  tokenSend: 'Continuer',

  asking: 'Lucca est interrogé… Cela prend quelques secondes.',
  working: 'Un instant…',

  connected: 'Lucca a accepté la clé, et elle est enregistrée.',
  replaced: 'Lucca a accepté la nouvelle clé. L’ancienne est détruite ici ; vous pouvez la supprimer dans Lucca.',
  checked: 'Lucca vient d’être interrogé de nouveau.',
  disconnected: 'Déconnecté. La clé est détruite ici ; vous pouvez aussi la supprimer dans Lucca.',
  testPassed: 'La clé fonctionne',
  testPassedLead: 'Elle peut être enregistrée. Rien n’est encore enregistré.',
  notConnected: 'Connexion non établie',
  testFailed: 'Le test n’a pas pu aboutir',
  notReplaced: 'La clé n’a pas été remplacée',
  notChecked: 'La vérification n’a pas pu aboutir',
  unconfirmed: 'Non confirmé',
  rightsMissing: 'Il manque des droits',
  again: 'Vérifier de nouveau',
  tryAgain: 'Réessayer',
  anyway: 'Connecter quand même',
  anywayHint:
    '« Connecter quand même » enregistre la clé telle quelle : ce que montrent les droits manquants reste vide tant que vous ne les accordez pas.',
  notWaivable: 'Sans le droit marqué « toujours nécessaire », il n’y a rien à lire : il doit d’abord être accordé.',
  reference: 'Référence pour l’assistance',
  retryIn: (seconds) =>
    seconds < 90 ? `Réessayez dans ${seconds} secondes.` : `Réessayez dans ${Math.ceil(seconds / 60)} minutes.`,

  unanswered: 'Pas de réponse',
  notAllowed: 'Non autorisé',
  somethingWrong: 'Un problème est survenu',
  notConnectedNow: 'La connexion est coupée',
  forbidden:
    'Vous n’êtes pas autorisé à gérer la connexion à Lucca. Adressez-vous à la personne qui vous a donné accès à cette page.',
  noAnswer:
    'Il n’y a pas de réponse. Vérifiez votre connexion internet, puis rechargez cette page pour voir où en sont les choses.',
  failed: 'Un problème est survenu de notre côté. Rechargez cette page pour voir où en sont les choses.',
  reload: 'Recharger cette page',

  connectedTo: 'Connecté à',
  since: 'Connecté depuis le',
  lastChecked: 'Dernière vérification',
  requests: 'Requêtes à Lucca restantes cette minute',
  requestsLeft: (remaining, perMinute) => `${remaining} sur ${perMinute}`,
  modules: 'Ce qui est lu',
  replace: 'Remplacer la clé',
  another: 'Connecter un autre compte',
  disconnect: 'Déconnecter',
  disconnectTitle: 'Déconnecter Lucca ?',
  disconnectLead:
    'La clé d’API est détruite ici et plus rien n’est lu dans Lucca. Pour vous reconnecter, il faudra coller la clé de nouveau.',
  statuses: {
    CONNECTED: 'Connecté, aucun manque constaté',
    CONNECTED_WITH_GAPS: 'Connecté, mais la clé ne voit pas tout',
    KEY_REJECTED: 'Lucca refuse la clé : remplacez-la',
    UNREACHABLE: 'Lucca est injoignable pour le moment',
  },
  moduleNames: { CORE_HR: 'Collaborateurs, postes et contrats', PAGGA_REMUNERATION: 'Pagga Rémunération' },
  availabilities: {
    AVAILABLE: 'disponible',
    NOT_INSTALLED: 'absent de votre Lucca',
    NO_PERMISSION: 'la clé n’y a pas droit',
    UNKNOWN: 'n’a pas pu être déterminé',
  },

  rights: 'Droits de la clé',
  verdicts: {
    PENDING: 'En cours de vérification',
    GRANTED: 'Accordé',
    MISSING: 'Manquant',
    PARTIAL: 'Une partie de l’entreprise seulement',
    INCONCLUSIVE: 'Pas encore vérifiable',
    NOT_APPLICABLE: 'Sans objet',
  },
  alwaysNeeded: 'toujours nécessaire',
  recommended: 'recommandé',
  where: 'Où cliquer dans Lucca',
  toDo: {
    MISSING: 'Cochez-le dans le rôle de la clé, dans Lucca :',
    PARTIAL:
      'La clé ne voit qu’une partie de l’entreprise. Étendez-le à tous les départements dans le rôle de la clé, dans Lucca :',
    INCONCLUSIVE:
      'Lucca ne montre rien qui le prouve, comme lorsqu’il n’y a pas de telles données. Assurez-vous qu’il est coché dans le rôle de la clé :',
  },
  staysEmpty: 'Sans lui, cela reste vide.',
  counted: (granted, all) => `${granted} droits sur ${all} accordés.`,

  guide: 'Comment obtenir la clé',
  prerequisites: 'Avant de commencer',
  steps: 'Dans Lucca',
  permissions: 'Droits à sélectionner',
  recommendedRights: 'Recommandés aussi',
  paggaRights: 'Seulement si vous avez Pagga Rémunération',
  guideUnavailable: 'Les étapes ne peuvent pas être affichées pour le moment.',
};
