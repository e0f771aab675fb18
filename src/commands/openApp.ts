import { type App, createApp } from '../app.ts';
import { appSettings, keyWrappersOf } from '../config/appSettings.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../telemetry/log.ts';

/** Opens the app with the settings of the environment for a command: it serves nobody, and logs to standard error. */
export function openApp(): Promise<App> {
  const config = readConfig();
  return createApp({
    ...appSettings(config),
    keyWrappers: keyWrappersOf(config),
    authenticate: async () => null,
    recheckAfterMs: null,
    notReadyMs: 0,
    explorer: false,
    connectPage: false,
    log: createLog(config.LOG_LEVEL, (line) => void process.stderr.write(line)),
  });
}
