export { deviceLabel } from './devices';
export { countLabel, markHits, type Piece, sizeLabel } from './labels';
export { isMasked, maskEmail, maskPhone } from './masks';
export { moneyLabel, moneyShort } from './money';
export { displayPhone, isMobile } from './phones';
export { isRegionCode, type Province, provinceOf, provinces } from './regions';
export { groupSeparator, scannedLabel, scannedText } from './scanned';
export { nextStatuses } from './statuses';
