// Before the first paint, so that a dark desk does not flash white.
(function () {
  var theme = null;
  try {
    theme = localStorage.getItem("chancery.theme");
  } catch (e) {
    // Storage is forbidden: the system's theme holds.
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
