export { importCertificate, namedCertificates, type NamedCertificate } from './certificates';
export { makeTrail, setTrailLogging } from './trail';
