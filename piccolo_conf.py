"""Where Piccolo finds the engine and the apps."""

from piccolo.conf.apps import AppRegistry

from app.base import moteur

DB = moteur

APP_REGISTRY = AppRegistry(apps=["app.piccolo_app", "app.base.registre.piccolo_app"])
