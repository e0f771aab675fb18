import { useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';

/** Makes the editor follow changes of the system's theme, which it otherwise reads only once. */
export function SystemTheme() {
  const { setTheme } = useGraphiQLActions();
  useEffect(() => {
    const darkness = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(null);
    darkness.addEventListener('change', follow);
    return () => darkness.removeEventListener('change', follow);
  }, [setTheme]);
  return null;
}
