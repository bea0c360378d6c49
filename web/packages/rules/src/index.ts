export { deviceLabel } from './devices';
export { countLabel, markHits, type Piece, sizeLabel } from './labels';
export { isMasked, maskEmail, maskPhone } from './masks';
export { displayPhone, isMobile } from './phones';
export { isRegionCode, type Province, provinceOf, provinces } from './regions';
export { nextStatuses } from './statuses';
