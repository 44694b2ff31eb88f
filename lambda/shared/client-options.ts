/** Options that every client which only reads has in common. */
export interface ReadClientOptions {
  readonly region?: string;
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: boolean;
  };
}

/** Time for an attempt in the function's own Region. */
const OWN_REGION = { connectionTimeout: 1_000, requestTimeout: 2_000 } as const;

/** Time for an attempt in another Region: name, connection and handshake are several round trips around the world. */
const OTHER_REGION = { connectionTimeout: 2_000, requestTimeout: 5_000 } as const;

/**
 * Options of a client that only reads: three attempts of two seconds, or of five where a Region is named, which may be
 * another one. `requestTimeout` begins before the connection and includes it.
 *
 * A question takes at most 3 x 2 s = 6 s, or 3 x 5 s = 15 s, and 3 s more between the attempts when it is throttled (the
 * SDK waits at most 1 s, then 2 s; a `Retry-After` can add 5 s to each). Questions are asked at once, and only pages one
 * after the other; so that they end in time as well, the signal of `runCheck` ends everything 5 s before the function
 * would be stopped: after 40 s of 45 s where the own Region is asked, after 115 s of 120 s where others are.
 *
 * Without `throwOnRequestTimeout` the SDK merely warns when a request takes longer than `requestTimeout`.
 *
 * @param region - left out for the function's own Region
 */
export function readClientOptions(region?: string): ReadClientOptions {
  return {
    ...(region === undefined ? {} : { region }),
    maxAttempts: 3,
    retryMode: 'standard',
    requestHandler: { ...(region === undefined ? OWN_REGION : OTHER_REGION), throwOnRequestTimeout: true },
  };
}
