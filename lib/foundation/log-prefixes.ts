/** Where in the log bucket each kind of writer puts its files; the bucket's policy admits each only there. */
export const logPrefixes = {
  /** Load balancers; each adds its own name: `load-balancers/<name>`. */
  loadBalancers: 'load-balancers',
  /** Buckets; each adds its own name: `buckets/<name>/`. */
  buckets: 'buckets',
  /** CloudFront distributions, standard logging v2. */
  distributions: 'distributions',
} as const;
