// Timers of a worker are not slowed down when the tab is hidden; those of the page are, and a lease would run out.
setInterval(() => postMessage("renew"), 15_000);
setInterval(() => postMessage("poll"), 20_000);
