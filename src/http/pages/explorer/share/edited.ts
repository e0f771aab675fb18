import { useGraphiQL } from '@graphiql/react';
import { type EditedOperation, nameIn } from './operationLink.ts';

/** Returns a function that reads the operation in the active tab. */
export function useEdited(): () => EditedOperation {
  const { queryEditor, variableEditor, operationName } = useGraphiQL((state) => ({
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
    operationName: state.operationName,
  }));
  return () => {
    const query = queryEditor?.getValue() ?? '';
    // The editor reads the name from the text only a moment later.
    return { query, name: nameIn(query) ?? operationName, variables: variableEditor?.getValue() ?? '' };
  };
}
