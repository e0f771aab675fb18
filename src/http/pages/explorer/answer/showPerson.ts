import { useGraphiQLActions } from '@graphiql/react';
import { useCallback } from 'react';
import { variablesText } from '../memory.ts';
import { useOpenTab } from '../openTab.ts';
import { employeeById } from '../operations.ts';

/** Returns a function that opens a tab with every field of a person, and runs its operation. */
export function useShowPerson() {
  const { run } = useGraphiQLActions();
  const openTab = useOpenTab();
  return useCallback(
    (id: string) => {
      const operation = employeeById(id);
      // The answer belongs to the tab that is active when the operation starts.
      openTab({ ...operation, variables: variablesText(operation) });
      void run();
    },
    [openTab, run],
  );
}
