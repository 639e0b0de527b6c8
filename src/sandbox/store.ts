import { openStateFile } from './state-file.ts';
import type { World } from './world.ts';

/** The one world of a server. The object stays the same; its content may come from a file. */
export interface Store {
  world(): World;
  /** Looks at the world as it is now, in the file too, and keeps what the work changed. */
  visit<T>(work: (world: World) => T): Promise<T>;
}

export interface StoreOptions {
  file: string | null;
  begin: () => World;
  /** Changes a world that was found in the file at the start. */
  resume: (world: World) => void;
}

export async function createStore(options: StoreOptions): Promise<Store> {
  const world = options.begin();
  if (options.file === null) {
    return { world: () => world, visit: async (work) => work(world) };
  }

  const file = openStateFile(options.file);
  const visit = <T>(work: (world: World) => T): Promise<T> =>
    file.alone(() => {
      const found = file.readIfChanged();
      if (found) Object.assign(world, found);
      const result = work(world);
      file.write(world);
      return result;
    });

  await file.alone(() => {
    const found = file.readIfChanged();
    if (found) {
      Object.assign(world, found);
      options.resume(world);
    }
    file.write(world);
  });
  return { world: () => world, visit };
}
