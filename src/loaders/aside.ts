/** Puts one thing aside until it is taken or too old; `onResize` is told how many bytes it takes. */
export function createAside<Thing>(onResize: (bytes: number) => void) {
  let thing: Thing | null = null;
  let timer: NodeJS.Timeout | undefined;

  function letGo(): Thing | null {
    const gone = thing;
    clearTimeout(timer);
    thing = null;
    return gone;
  }

  function take(): Thing | null {
    const taken = letGo();
    if (taken !== null) onResize(0);
    return taken;
  }

  return {
    /** What was put aside, which nobody else takes then. */
    take,
    /** Lets it go, and tells nobody. */
    letGo,
    put(next: Thing, bytes: number, ms: number): void {
      take();
      thing = next;
      timer = setTimeout(take, ms).unref();
      onResize(bytes);
    },
  };
}
