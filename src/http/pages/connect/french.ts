import type { Words } from './english.ts';

/** The page's own words, in French. */
export const french: Words = {
  title: 'Connecter votre compte Lucca',
  lead: 'Nous lisons dans Lucca vos collaborateurs, leurs postes et leurs rémunérations. Nous n’y modifions jamais rien.',
  otherLanguage: 'English',

  domain: 'Domaine Lucca *',
  domainHint: 'Ouvrez Lucca et copiez l’adresse depuis votre navigateur, par exemple https://exemple.ilucca.net.',
  domainMissing: 'Saisissez l’adresse de votre Lucca, par exemple https://exemple.ilucca.net.',
  apiKey: 'Clé d’API Lucca *',
  apiKeyHint: 'Dans Lucca, ouvrez « Clés API » et cliquez sur l’icône à côté de votre clé pour la copier.',
  apiKeyKept: 'Laissez ce champ vide pour réutiliser la clé que vous venez de saisir.',
  apiKeyMissing: 'Collez la clé d’API que vous avez créée dans Lucca.',
  required: '* Obligatoire',
  test: 'Tester',
  save: 'Enregistrer',
  cancel: 'Annuler',
  testHint: '« Tester » vérifie la clé et n’enregistre rien.',
  noKeyYet: 'Pas encore de clé ? Suivez les étapes.',
  connectTitle: 'Domaine et clé d’API',
  replaceTitle: (domain) => `Remplacer la clé d’API de ${domain}`,
  replaceLead: 'La clé actuelle reste utilisée jusqu’à ce que Lucca ait accepté la nouvelle.',
  anotherTitle: 'Connecter un autre compte Lucca',
  anotherLead: (domain) => `Il remplace ${domain} dès que Lucca a accepté sa clé.`,

  tokenTitle: 'Identifiez-vous pour continuer',
  token: 'Jeton',
  tokenHint: 'Cette page oublie votre jeton dès que vous la quittez.',
  tokenRefused: 'Ce jeton n’a pas été accepté. Il a peut-être expiré.',
  tokenSend: 'Continuer',

  checking: 'Vérification de votre clé auprès de Lucca… Cela prend quelques secondes.',
  progress: (some, all) => `Droits vérifiés : ${some} sur ${all}`,
  working: 'Un instant…',

  connected: 'Lucca a accepté la clé. Elle est enregistrée.',
  replaced:
    'Lucca a accepté la nouvelle clé. Nous avons détruit notre copie de l’ancienne. Vous pouvez maintenant la supprimer dans Lucca.',
  checked: 'Les droits de la clé viennent d’être vérifiés.',
  disconnected: (domain) =>
    `${domain} est déconnecté. Nous avons détruit notre copie de sa clé. Vous pouvez aussi supprimer la clé dans Lucca.`,
  testPassed: 'La clé fonctionne',
  testPassedLead: 'Elle peut être enregistrée. Rien n’est encore enregistré.',
  unsaved: 'Rien n’a été enregistré',
  unsavedLead:
    'L’opération en cours lorsque vous avez quitté cette page s’est terminée sans rien enregistrer. Pour enregistrer la clé, saisissez-la de nouveau. Voici les droits constatés :',
  notConnected: 'Connexion non établie',
  notTakenOver: (domain) => `Toujours connecté à ${domain}`,
  testFailed: 'Le test n’a pas pu aboutir',
  notReplaced: 'La clé n’a pas été remplacée',
  notChecked: 'La vérification n’a pas pu aboutir',
  unconfirmed: 'Non confirmé',
  rightsMissing: 'Il manque des droits',
  keyRefused: 'Lucca a refusé la clé',
  check: 'Vérifier de nouveau',
  tryAgain: 'Réessayer',
  tryAgainIn: (time) => `Vous pourrez réessayer dans ${time}.`,
  tryAgainNow: 'Vous pouvez réessayer.',
  connectAnyway: 'Connecter quand même',
  replaceAnyway: 'Remplacer quand même la clé',
  takeOverAnyway: 'Remplacer quand même le compte',
  missingHint: (button) =>
    `« ${button} » enregistre la clé telle quelle. Les données couvertes par les droits manquants restent vides tant que vous ne les accordez pas.`,
  unverifiedHint: (button) =>
    `« ${button} » enregistre la clé bien que certains de ses droits n’aient pas pu être vérifiés. S’il en manque un, ses données restent vides. Vous pourrez vérifier les droits plus tard avec « Vérifier de nouveau ».`,
  notWaivable:
    'Le droit marqué « toujours nécessaire » doit d’abord être accordé. Sans ce droit, rien ne peut être lu.',
  reference: (id) => `Référence pour l’assistance : ${id}`,

  unanswered: 'Pas de réponse',
  notAllowed: 'Non autorisé',
  somethingWrong: 'Un problème est survenu',
  forbidden:
    'Vous n’êtes pas autorisé à gérer la connexion à Lucca. Adressez-vous à la personne qui vous a donné accès à cette page.',
  noAnswer:
    'Le serveur n’a pas répondu. Vérifiez votre connexion internet, puis rechargez cette page pour voir l’état actuel.',
  failed: 'Un problème est survenu de notre côté. Rechargez cette page pour voir l’état actuel.',
  reload: 'Recharger cette page',

  connectedTo: (domain) => `Connecté à ${domain}`,
  connectionTo: (domain) => `Connexion à ${domain}`,
  since: 'Connecté depuis le',
  lastChecked: 'Dernière vérification',
  modules: 'Données lues',
  replace: 'Remplacer la clé',
  another: 'Connecter un autre compte',
  disconnect: 'Déconnecter',
  disconnectTitle: (domain) => `Déconnecter ${domain} ?`,
  disconnectLead:
    'Nous détruisons notre copie de la clé d’API et ne lisons plus rien dans Lucca. Pour vous reconnecter, vous devrez coller la clé de nouveau.',
  takeOverTitle: (domain) => `Remplacer ${domain} ?`,
  takeOverLead: (domain) =>
    `Votre entreprise est connectée à ${domain}. Dès que Lucca aura accepté la clé de l’autre compte, nous déconnecterons ${domain} et détruirons notre copie de sa clé.`,
  takeOver: 'Remplacer le compte',
  statuses: {
    CONNECTED: 'Connecté. Aucun droit manquant n’a été constaté.',
    CONNECTED_WITH_GAPS: 'Connecté, mais des droits manquent ou sont limités.',
    KEY_REJECTED: 'Lucca refuse la clé. Aucune donnée n’est lue.',
    UNREACHABLE: 'Lucca était injoignable à la dernière vérification.',
  },
  keyRejectedHint:
    'Pour saisir une autre clé, cliquez sur « Remplacer la clé ». Si le problème a été corrigé dans Lucca, cliquez sur « Vérifier de nouveau » pour réessayer la clé actuelle.',
  moduleNames: { CORE_HR: 'Collaborateurs, postes et contrats', PAGGA_REMUNERATION: 'Pagga Rémunération' },
  availabilities: {
    AVAILABLE: 'disponible',
    NOT_INSTALLED: 'absent de votre Lucca',
    NO_PERMISSION: 'la clé n’a pas le droit de les lire',
    UNKNOWN: 'n’a pas pu être vérifié',
  },

  rights: 'Droits de la clé',
  verdicts: {
    PENDING: 'Vérification…',
    GRANTED: 'Accordé',
    MISSING: 'Manquant',
    PARTIAL: 'Accordé partiellement',
    INCONCLUSIVE: 'Non vérifiable',
    NOT_APPLICABLE: 'Sans objet',
  },
  alwaysNeeded: 'toujours nécessaire',
  recommended: 'recommandé',
  staysEmpty: 'Sans ce droit, ces données restent vides.',
  counted: (granted, all) => `Droits accordés : ${granted} sur ${all}`,

  guide: 'Comment obtenir la clé',
  prerequisites: 'Avant de commencer',
  installSteps: 'Installer depuis la marketplace de Lucca',
  steps: 'Ou créer la clé à la main',
  permissions: 'Droits de la clé',
  recommendedRights: 'Également recommandés',
  paggaRights: 'Seulement si vous avez Pagga Rémunération',
};
