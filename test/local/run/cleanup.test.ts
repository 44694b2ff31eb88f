import { Cleanup } from '../../../lib/local/run/cleanup';

/** Tasks that note their name when they are undone; those whose name begins with `bad` fail. */
function cleanupOf(names: readonly string[]) {
  const undone: string[] = [];
  const cleanup = new Cleanup();
  for (const name of names) {
    cleanup.add(name, async () => {
      await Promise.resolve();
      undone.push(name);
      if (name.startsWith('bad')) {
        throw new Error(`no ${name}`);
      }
    });
  }
  return { cleanup, undone };
}

test('undoes the last thing first, one after another', async () => {
  const { cleanup, undone } = cleanupOf(['lock', 'emulator', 'clients']);
  await cleanup.run();
  expect(undone).toStrictEqual(['clients', 'emulator', 'lock']);
});

test('undoes everything, whatever fails, and then tells all of it', async () => {
  const { cleanup, undone } = cleanupOf(['lock', 'bad emulator', 'gateway', 'bad clients']);
  const error = await cleanup.run().catch((it: unknown) => it);
  expect(undone).toStrictEqual(['bad clients', 'gateway', 'bad emulator', 'lock']);
  expect(error).toBeInstanceOf(AggregateError);
  const { message, errors } = error as AggregateError;
  expect(message).toBe('could not bad clients: no bad clients; could not bad emulator: no bad emulator');
  expect(errors.map((it: Error) => (it.cause as Error).message)).toStrictEqual(['no bad clients', 'no bad emulator']);
});

test.each([new Error('at once'), 'at once'])('a task that throws %p at once is told of too', async (thrown) => {
  const cleanup = new Cleanup();
  cleanup.add('stop', () => {
    throw thrown;
  });
  await expect(cleanup.run()).rejects.toThrow('could not stop: at once');
});

test('undoes everything once', async () => {
  const { cleanup, undone } = cleanupOf(['lock']);
  await cleanup.run();
  await cleanup.run();
  expect(undone).toStrictEqual(['lock']);
});

test('has nothing to do at first', async () => {
  await expect(new Cleanup().run()).resolves.toBeUndefined();
});

test('undoes what is added meanwhile', async () => {
  const { cleanup, undone } = cleanupOf(['lock']);
  cleanup.add('late', () => {
    cleanup.add('later', () => {
      undone.push('later');
    });
  });
  await cleanup.run();
  expect(undone).toStrictEqual(['later', 'lock']);
});
