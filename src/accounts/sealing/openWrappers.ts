import { AccountsUnusable, CredentialsUnreadable, KeyServiceUnavailable } from '../errors.ts';
import { openAwsKms } from './awsKms.ts';
import { createHashicorpVault, type HashicorpVaultOptions } from './hashicorpVault.ts';
import { type KeyWrapper, type KeyWrappers, keyringWrapper } from './keyWrapper.ts';
import { newDataKeyBytes, type Vault } from './vault.ts';

type ServiceOptions = Pick<HashicorpVaultOptions, 'token' | 'namespace' | 'timeoutMs'>;

/** What wraps data keys: `keyring`, `awskms:` and a key of AWS KMS, or the URL of a key of HashiCorp Vault. The first wraps. */
export type WrapperOptions = ServiceOptions & {
  names: readonly string[];
  /** Called with the reason whenever a service does not answer or refuses. */
  onFailure: (reason: string) => void;
};

/** Opens the wrappers of data keys and tries each. Throws `AccountsUnusable`, which says why one cannot be used. */
export async function openWrappers(
  vault: Vault,
  { names, onFailure, ...options }: WrapperOptions,
): Promise<KeyWrappers> {
  const [first, ...others] = await Promise.all(names.map((name) => openWrapper(vault, name, options)));
  const keyring = keyringWrapper(vault);
  if (first === undefined) return [keyring];
  for (const wrapper of [first, ...others]) await prove(wrapper);
  const reporting = (wrapper: KeyWrapper) => reportingWrapper(wrapper, onFailure);
  return [reporting(first), ...others.map(reporting), ...(names.includes('keyring') ? [] : [keyring])];
}

async function openWrapper(vault: Vault, name: string, options: ServiceOptions): Promise<KeyWrapper> {
  if (name === 'keyring') return keyringWrapper(vault);
  if (name.startsWith('awskms:')) return openAwsKms({ key: name.slice('awskms:'.length), ...options });
  return createHashicorpVault({ keyUrl: name, ...options });
}

/** The same wrapper, but each failure is reported too. */
function reportingWrapper(wrapper: KeyWrapper, onFailure: (reason: string) => void): KeyWrapper {
  const report = (failure: unknown): never => {
    if (failure instanceof KeyServiceUnavailable) onFailure(failure.reason);
    throw failure;
  };
  return {
    ...wrapper,
    wrap: (...given) => wrapper.wrap(...given).catch(report),
    unwrap: (...given) => wrapper.unwrap(...given).catch(report),
  };
}

/** Wraps and unwraps a key, and verifies that another context cannot unwrap it: an old server may ignore the context. */
async function prove(wrapper: KeyWrapper): Promise<void> {
  const made = newDataKeyBytes();
  try {
    const wrapped = await wrapper.wrap('proof', made);
    if ((await wrapper.unwrap('proof', wrapped)).equals(made) && (await isRefused(wrapper.unwrap('other', wrapped))))
      return;
  } catch (failure) {
    if (failure instanceof KeyServiceUnavailable)
      throw new AccountsUnusable(`Data keys cannot be wrapped by ${wrapper.name} (${failure.reason}).`);
    if (!(failure instanceof CredentialsUnreadable)) throw failure;
  }
  throw new AccountsUnusable(
    `Data keys cannot be wrapped by ${wrapper.name}: it does not return the key that it was given.`,
  );
}

const isRefused = (unwrapping: Promise<unknown>) =>
  unwrapping.then(
    () => false,
    (failure: unknown) => {
      if (failure instanceof CredentialsUnreadable) return true;
      throw failure;
    },
  );
