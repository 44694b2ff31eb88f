/** Value of an environment variable. Names are case-insensitive on Windows, where `PATH` is usually written `Path`. */
export function readVariable(
  source: NodeJS.ProcessEnv,
  name: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if (platform !== 'win32') {
    return source[name];
  }
  const found = Object.keys(source).find((key) => key.toUpperCase() === name.toUpperCase());
  return found === undefined ? undefined : source[found];
}
