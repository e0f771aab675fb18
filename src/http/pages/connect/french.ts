import type { Words } from './english.ts';

/** What the page says by itself, in French. */
export const french: Words = {
  title: 'Connecter votre compte Lucca',
  lead: 'Pour que vos collaborateurs, leurs postes et leurs rémunérations soient lus dans Lucca. Rien n’y est jamais modifié.',
  otherLanguage: 'English',

  domain: 'Domaine Lucca *',
  domainHint:
    'Copiez-le depuis la barre d’adresse de votre navigateur quand Lucca est ouvert, par exemple https://example.ilucca.net.',
  domainMissing: 'Saisissez l’adresse de votre Lucca, par exemple https://example.ilucca.net.',
  apiKey: 'Clé d’API Lucca *',
  apiKeyHint: 'Dans Lucca, sous « Clés API » : l’icône à côté de votre clé permet de la copier.',
  apiKeyKept: 'Cette page connaît encore la clé saisie : laissez ce champ vide pour la réutiliser.',
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
  anotherLead: (domain) => `Il prend la place de ${domain} dès que Lucca a accepté sa clé.`,

  tokenTitle: 'Identifiez-vous pour continuer',
  token: 'Jeton',
  tokenHint: 'Votre jeton n’est gardé par cette page que jusqu’à ce que vous la quittiez.',
  tokenRefused: 'Ce jeton n’a pas été accepté. Il a peut-être expiré.',
  tokenSend: 'Continuer',

  checking: 'Lucca est interrogé… Cela prend quelques secondes.',
  progress: (some, all) => `Droits vérifiés : ${some} sur ${all}`,
  working: 'Un instant…',

  connected: 'Lucca a accepté la clé, et elle est enregistrée.',
  replaced: 'Lucca a accepté la nouvelle clé. L’ancienne est détruite ici ; vous pouvez la supprimer dans Lucca.',
  checked: 'Lucca vient d’être interrogé de nouveau.',
  disconnected: (domain) =>
    `${domain} est déconnecté. Sa clé est détruite ici ; vous pouvez aussi la supprimer dans Lucca.`,
  testPassed: 'La clé fonctionne',
  testPassedLead: 'Elle peut être enregistrée. Rien n’est encore enregistré.',
  unsaved: 'Rien n’a été enregistré',
  unsavedLead:
    'Ce qui était en cours lorsque cette page a été quittée est terminé, et rien n’a été enregistré. Si vous vouliez enregistrer, saisissez la clé et envoyez-la de nouveau. Voici ce qui a été constaté de ses droits :',
  notConnected: 'Connexion non établie',
  notTakenOver: (domain) => `Toujours connecté à ${domain}`,
  testFailed: 'Le test n’a pas pu aboutir',
  notReplaced: 'La clé n’a pas été remplacée',
  notChecked: 'La vérification n’a pas pu aboutir',
  unconfirmed: 'Non confirmé',
  rightsMissing: 'Il manque des droits',
  keyRefused: 'Lucca refuse la clé',
  check: 'Vérifier de nouveau',
  tryAgain: 'Réessayer',
  tryAgainIn: (time) => `Vous pourrez réessayer dans ${time}.`,
  tryAgainNow: 'Vous pouvez réessayer.',
  connectAnyway: 'Connecter quand même',
  replaceAnyway: 'Remplacer quand même la clé',
  takeOverAnyway: 'Remplacer quand même le compte',
  missingHint: (button) =>
    `« ${button} » enregistre la clé telle quelle : ce que montrent les droits manquants reste vide tant que vous ne les accordez pas.`,
  unverifiedHint: (button) =>
    `« ${button} » enregistre la clé bien que certains de ses droits n’aient pas pu être vérifiés : s’il en manque un, ce qu’il montre reste vide. « Vérifier de nouveau » vous le dira plus tard.`,
  notWaivable: 'Sans le droit marqué « toujours nécessaire », il n’y a rien à lire : il doit d’abord être accordé.',
  reference: (id) => `Référence pour l’assistance : ${id}`,

  unanswered: 'Pas de réponse',
  notAllowed: 'Non autorisé',
  somethingWrong: 'Un problème est survenu',
  forbidden:
    'Vous n’êtes pas autorisé à gérer la connexion à Lucca. Adressez-vous à la personne qui vous a donné accès à cette page.',
  noAnswer:
    'Il n’y a pas de réponse. Vérifiez votre connexion internet, puis rechargez cette page pour voir où en sont les choses.',
  failed: 'Un problème est survenu de notre côté. Rechargez cette page pour voir où en sont les choses.',
  reload: 'Recharger cette page',

  connectedTo: (domain) => `Connecté à ${domain}`,
  connectionTo: (domain) => `Connexion à ${domain}`,
  since: 'Connecté depuis le',
  lastChecked: 'Dernière vérification',
  modules: 'Ce qui est lu',
  replace: 'Remplacer la clé',
  another: 'Connecter un autre compte',
  disconnect: 'Déconnecter',
  disconnectTitle: (domain) => `Déconnecter ${domain} ?`,
  disconnectLead:
    'La clé d’API est détruite ici et plus rien n’est lu dans Lucca. Pour vous reconnecter, il faudra coller la clé de nouveau.',
  takeOverTitle: (domain) => `Remplacer ${domain} ?`,
  takeOverLead: (domain) =>
    `Votre entreprise est connectée à ${domain}. Dès que Lucca aura accepté la clé de l’autre compte, ${domain} sera déconnecté et sa clé détruite ici.`,
  takeOver: 'Remplacer le compte',
  statuses: {
    CONNECTED: 'Connecté, aucun manque constaté',
    CONNECTED_WITH_GAPS: 'Connecté, mais la clé ne voit pas tout',
    KEY_REJECTED: 'Lucca refuse la clé, et plus rien n’est lu',
    UNREACHABLE: 'Lucca était injoignable à la dernière vérification de la clé',
  },
  keyRejectedHint:
    'Collez une autre clé avec « Remplacer la clé ». Si c’était une erreur, corrigée depuis dans Lucca, « Vérifier de nouveau » essaie encore une fois la clé actuelle.',
  moduleNames: { CORE_HR: 'Collaborateurs, postes et contrats', PAGGA_REMUNERATION: 'Pagga Rémunération' },
  availabilities: {
    AVAILABLE: 'disponible',
    NOT_INSTALLED: 'absent de votre Lucca',
    NO_PERMISSION: 'la clé n’y a pas droit',
    UNKNOWN: 'n’a pas pu être vérifié',
  },

  rights: 'Droits de la clé',
  verdicts: {
    PENDING: 'Vérification…',
    GRANTED: 'Accordé',
    MISSING: 'Manquant',
    PARTIAL: 'Accordé en partie',
    INCONCLUSIVE: 'Non vérifiable',
    NOT_APPLICABLE: 'Sans objet',
  },
  alwaysNeeded: 'toujours nécessaire',
  recommended: 'recommandé',
  staysEmpty: 'Sans lui, cela reste vide.',
  counted: (granted, all) => `Droits accordés : ${granted} sur ${all}`,

  guide: 'Comment obtenir la clé',
  prerequisites: 'Avant de commencer',
  steps: 'Dans Lucca',
  permissions: 'Droits à sélectionner',
  recommendedRights: 'Recommandés aussi',
  paggaRights: 'Seulement si vous avez Pagga Rémunération',
};
