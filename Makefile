# 端 Duan. `make run` starts it, `make test` proves it.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help

CACHE := $(CURDIR)/var/cache
export PIP_CACHE_DIR := $(CACHE)/pip
export UV_CACHE_DIR := $(CACHE)/uv
export UV_PYTHON_DOWNLOADS := never
export npm_config_cache := $(CACHE)/npm
export npm_config_update_notifier := false
export NODE_COMPILE_CACHE := $(CACHE)/node
export XDG_CACHE_HOME := $(CACHE)/xdg

BIN := .venv/bin

.PHONY: help run test prepare prepare-dev browser check python web e2e bench lock fmt clean

help:
	@echo "make run     安装、构建并启动，打印地址与演示账号"
	echo "make test    全部检查与测试（自行准备环境）"
	echo "make check   只做静态检查"
	echo "make bench   性能测量"
	echo "make fmt     整理格式，更新词汇表"
	echo "make lock    重新锁定 Python 依赖"
	echo "make clean   删除环境、构建结果与缓存（保留 var 中的数据）"

run: prepare
	@exec $(BIN)/duan run

prepare:
	@python=$$(tools/machine.sh)
	"$$python" tools/prepare.py run

prepare-dev:
	@python=$$(tools/machine.sh)
	"$$python" tools/prepare.py dev

browser:
	@tools/browser.sh

# CI never skips the browser. pytest comes last: its closing line carries the counts.
test: prepare-dev browser
	@$(BIN)/python tools/check.py
	$(MAKE) --no-print-directory web e2e python

check: prepare-dev
	@$(BIN)/python tools/check.py

web:
	@echo "▸ 网页测试"
	npm --prefix web test --silent

e2e:
	@if [ -n "$$(tools/browser.sh --which)" ]; then
	    npm --prefix web run --silent e2e
	else
	    echo "!!!!!! 未找到 Chromium，浏览器端到端测试没有执行 !!!!!!"
	    [ -z "$${CI:-}" ]
	fi

python:
	@echo "▸ Python 测试"
	$(BIN)/python -m pytest -n 2

bench: prepare-dev
	@$(BIN)/python -m bench

fmt: prepare-dev
	@$(BIN)/python -m ruff check --fix --quiet || true
	$(BIN)/python -m ruff format --quiet
	$(BIN)/python tools/words.py
	npm --prefix web run --silent format

lock: prepare
	@compile() { $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$$@"; }
	compile requirements.in -o requirements.lock
	compile requirements-dev.in -c requirements.lock -o requirements-dev.lock
	compile requirements-boot.in -c requirements-dev.lock -o requirements-boot.lock

clean:
	@rm -rf .venv web/node_modules var/cache dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
	if [ -d web ]; then find web -name dist -type d -prune -exec rm -rf {} +; fi
