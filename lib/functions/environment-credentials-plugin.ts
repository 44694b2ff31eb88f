import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

const PROVIDER_CHAIN = /[\\/]@aws-sdk[\\/]credential-provider-node[\\/]dist-es[\\/]index\.js$/;

/**
 * Has bundled clients take their credentials from the environment alone, which is where Lambda puts those of a function's
 * role.
 *
 * By itself a client knows nine more places, from single sign-on over files to the metadata of a server, and brings along
 * the clients that ask there: 90 KB of each bundle, for questions that must never be asked.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html read 2026-11-25
 */
export function environmentCredentialsPlugin(): Plugin {
  return {
    name: 'environment-credentials',
    setup(build) {
      build.onLoad({ filter: PROVIDER_CHAIN }, ({ path }) => ({
        contents: "export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';",
        resolveDir: dirname(path),
        loader: 'js',
      }));
    },
  };
}
