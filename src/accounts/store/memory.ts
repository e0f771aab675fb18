/** Opens a map in memory as a Keyv adapter. */
export function openMemory() {
  const values = new Map<string, string>();
  return {
    async get(key: string): Promise<unknown> {
      return values.get(key);
    },
    async set(key: string, value: string): Promise<void> {
      values.set(key, value);
    },
    async replace(key: string, old: string | undefined, value: string): Promise<boolean> {
      if (values.get(key) !== old) return false;
      values.set(key, value);
      return true;
    },
    async remove(key: string, old: string): Promise<boolean> {
      return values.get(key) === old && values.delete(key);
    },
    async keys(): Promise<string[]> {
      return [...values.keys()];
    },
    async delete(key: string): Promise<boolean> {
      return values.delete(key);
    },
    async clear(): Promise<void> {
      values.clear();
    },
  };
}
