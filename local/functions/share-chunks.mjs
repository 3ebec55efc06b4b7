import { registerHooks } from 'node:module';

/** As scripts/build.ts names them: by a hash of what they hold. An entry asks for './chunks/NAME', another chunk for './NAME'. */
const CHUNK = /^\.\/(?:chunks\/)?([^/?]+-[A-Z0-9]{8}\.mjs)$/;

/**
 * Has each chunk loaded once in this thread, from whichever function's folder asked first: what one function has warmed up
 * is warm for all.
 */
export function shareChunks() {
  const known = new Map();
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const name = CHUNK.exec(specifier)?.[1];
      const found = name === undefined ? undefined : known.get(name);
      if (found) return found;
      const resolved = nextResolve(specifier, context);
      if (name !== undefined) known.set(name, { ...resolved, shortCircuit: true });
      return resolved;
    },
  });
}
