# One image for api, bot and ticker; compose.yaml says which runs where.
FROM python:3.12-slim AS build
WORKDIR /srv/beforehand
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY domain domain
COPY bot bot
COPY api api
COPY jobs jobs
RUN /opt/venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation -e .

FROM python:3.12-slim
WORKDIR /srv/beforehand
RUN useradd --system --create-home beforehand && mkdir -p /data /keys && chown beforehand /data /keys
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/beforehand /srv/beforehand
COPY locales locales
ENV PATH=/opt/venv/bin:$PATH BEFOREHAND_DATA_DIR=/data BEFOREHAND_MASTER_KEY_FILE=/keys/master.json
USER beforehand
VOLUME ["/data", "/keys"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health/ready', timeout=4)"]
ENTRYPOINT ["beforehand"]
CMD ["api"]
