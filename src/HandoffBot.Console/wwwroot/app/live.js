// Live updates: nudges by server-sent events, and beats that go on at full pace while the tab is hidden.
// EventSource reconnects by itself after a broken connection, but not after an answer such as 401 or 503.
const mostSeconds = 15;

export function start(receiver) {
  let source;
  let retry;
  let attempts = 0;
  let isStopped = false;

  const tell = (method, ...values) => {
    if (!isStopped) receiver.invokeMethodAsync(method, ...values);
  };

  const connect = () => {
    clearTimeout(retry);
    source?.close();
    tell("OnConnectionAsync", navigator.onLine ? "Connecting" : "Offline");
    source = new EventSource("/api/agent/events");
    source.onopen = () => {
      attempts = 0;
      tell("OnConnectionAsync", "Live");
    };
    source.addEventListener("nudge", (event) => tell("OnNudgeAsync", event.data));
    source.onerror = () => {
      tell("OnConnectionAsync", navigator.onLine ? "Reconnecting" : "Offline");
      if (source.readyState === EventSource.CLOSED) {
        const seconds = Math.min(mostSeconds, 2 ** attempts++) * (0.5 + Math.random() / 2);
        retry = setTimeout(connect, seconds * 1000);
      }
    };
  };

  const offline = () => tell("OnConnectionAsync", "Offline");
  const visible = () => tell("OnVisibleAsync", !document.hidden);
  const beats = new Worker("/app/live-beats.js");
  beats.onmessage = (event) => tell("OnBeatAsync", event.data);
  addEventListener("online", connect);
  addEventListener("offline", offline);
  document.addEventListener("visibilitychange", visible);
  connect();

  return {
    stop() {
      isStopped = true;
      clearTimeout(retry);
      source.close();
      beats.terminate();
      removeEventListener("online", connect);
      removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", visible);
    },
  };
}
