/** Makes something of a table once for as long as that very table is held, however many requests ask for it. */
export function onceFor<Table extends object, Made extends object>(make: (table: Table) => Made) {
  const made = new WeakMap<Table, Made>();
  return (table: Table): Made => {
    const known = made.get(table) ?? make(table);
    made.set(table, known);
    return known;
  };
}
