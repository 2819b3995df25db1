export function Operations() {
  return (
    <article class="page">
      <h1>Operations</h1>
    </article>
  );
}
