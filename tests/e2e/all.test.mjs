// All that is tried in a browser, in one process: the product is founded once for everything.
import './first-job.test.mjs';
import './life.test.mjs';
