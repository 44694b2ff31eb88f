export { findAddresses, type CanListen } from './addresses';
export { makeAuthority, type Authority, type CertificateOptions, type Credentials } from './certificates';
export { DataPlane, type DataPlaneOptions } from './data-plane';
export { RESOLVER_PRELOAD, RESOLVER_VARIABLE, startResolver, type Resolve, type Resolver } from './resolver';
