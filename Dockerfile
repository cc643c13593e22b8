# Two stages: the first builds the environment, the second carries only it.
FROM python:3.11-slim AS build
WORKDIR /src
RUN python -m venv /opt/dateline
COPY constraints.txt pyproject.toml README.md LICENSE ./
COPY bot ./bot
RUN /opt/dateline/bin/pip install --no-cache-dir -c constraints.txt ".[postgres]"

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 dateline && mkdir /data && chown dateline /data
COPY --from=build /opt/dateline /opt/dateline
ENV PATH=/opt/dateline/bin:$PATH PYTHONUNBUFFERED=1 \
    DATELINE_DATABASE_URL=sqlite+aiosqlite:////data/dateline.db
USER dateline
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["dateline", "health"]
CMD ["dateline", "run"]
