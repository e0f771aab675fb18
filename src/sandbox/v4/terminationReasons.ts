/** Why contracts ended, by the numbers contracts refer to; the same in every company, as they are when Lucca is set up. */
export const terminationReasons: ReadonlyMap<number, { id: number; name: string }> = new Map(
  [
    'Démission',
    'Fin de contrat',
    'Rupture conventionnelle',
    'Licenciement',
    "Fin de période d'essai",
    'Départ à la retraite',
  ].map((name, index) => [index + 1, { id: index + 1, name }]),
);
