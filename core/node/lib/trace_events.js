'use strict';
// trace_events: Tickscope records traces of its own.
module.exports = {
  createTracing: ({ categories = [] } = {}) => ({ categories: categories.join(','), enabled: false, enable() {}, disable() {} }),
  getEnabledCategories: () => undefined,
};
